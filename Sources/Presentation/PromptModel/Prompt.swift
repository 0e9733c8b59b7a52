package import LocalAPIModel

/// One sign-in at the desk: what the server says of it, what its person is doing about it, and what is on the screen.
struct Prompt {
    /// What its person has begun here, and the API does not know of.
    enum Step: Equatable {
        /// Nothing, or nothing any more.
        case none
        /// Was asked to deny, and has to say whether it was their own.
        case denying
        /// Decided; the daemon has not answered yet.
        case sending(Decision)
    }

    /// A sentence that is shown beside the rest, until the next step.
    enum Remark: Equatable {
        /// Pressed before anyone could have read what they pressed.
        case tooSoon
        case failed(DecisionFailure)
        /// No program that could ask for the number.
        case noDialog
    }

    /// Where its notification is.
    enum Screen: Equatable {
        case nothing
        /// Sent to the service, which has not answered yet; in place of that one, if there was one.
        case sent(Notice, ticket: Int, replacing: UInt32)
        case shown(Notice, number: UInt32)
        /// Closed, by a person or by the service; comes back by itself if there is a time for that.
        case away(until: Duration?)
    }

    var exchange: ExchangeDocument
    var step = Step.none
    var remark: Remark?
    var screen = Screen.nothing
    /// What can be pressed on the screen, and since when.
    var buttonsInSight: [Notice.Button] = []
    var inSightSince = Duration.zero
    /// How often its notification was closed without an answer.
    var closings = 0
    /// Since when a dialog asks for the number.
    var dialogSince: Duration?
    /// Its person has just allowed it here, so the number is asked for without another press.
    var asksNext = false

    init(_ exchange: ExchangeDocument) {
        self.exchange = exchange
    }

    /// The number of the notification on the screen.
    var number: UInt32? {
        switch screen {
        case .shown(_, let number): number
        case .sent(_, _, let replaced): replaced == 0 ? nil : replaced
        case .nothing, .away: nil
        }
    }

    var isOnScreen: Bool {
        switch screen {
        case .sent, .shown: true
        case .nothing, .away: false
        }
    }

    mutating func leaveScreen(until screen: Screen = .nothing) {
        self.screen = screen
        buttonsInSight = []
    }
}

extension Prompt {
    /// What is to be seen of it; whether the screen is locked comes on top.
    enum Face: Equatable {
        case asking
        case denying
        case underWay
        case choosing([String])
        case ended

        var isChoosing: Bool {
            if case .choosing = self { true } else { false }
        }
    }

    /// `nil` while nobody has to be asked: the server has not confirmed the push yet.
    var face: Face? {
        guard exchange.state.isOpen else { return .ended }
        guard exchange.state != .received else { return nil }
        guard exchange.operation == nil else { return .underWay }
        switch step {
        case .sending: return .underWay
        case .denying: return .denying
        case .none: return exchange.state == .allowed ? .choosing(exchange.choices ?? []) : .asking
        }
    }

    /// Takes in what the server says now. What is older than what is known is passed over: a list that was fetched may
    /// be newer than the events that are still on their way.
    mutating func take(_ new: ExchangeDocument) {
        guard new.updatedAt >= exchange.updatedAt else { return }
        if new.state != exchange.state {
            step = .none
            remark = nil
        }
        exchange = new
    }
}

/// Why a decision had no effect.
package enum DecisionFailure: Equatable, Sendable {
    /// The daemon says why.
    case declined(Problem)
    /// The daemon can't be reached, or its answer can't be understood.
    case unanswered
}
