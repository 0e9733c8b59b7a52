import LocalAPIModel
import Messages
import SignInModel

/// One sign-in that is prompted for: what the server says of it, what its person is doing about it, and what is on the
/// screen.
struct SignInPrompt {
    /// What its person has begun here, and the daemon does not know of.
    enum Step: Equatable {
        /// Nothing, or nothing any more.
        case none
        /// Pressed deny, and has to say whether it was their own.
        case denying
        /// Decided; the daemon has not answered yet.
        case sending(Decision)
    }

    /// Where its notification is.
    enum Display: Equatable {
        case none
        /// Sent to the service, which has not answered yet; in place of `replacing`, where that is not 0.
        case requested(NotificationContent, ticket: Int, replacing: NotificationID)
        case shown(NotificationContent, NotificationID)
        /// Closed, by a person or by the service; comes back by itself at `until`, if there is one.
        case hidden(until: Duration?)
    }

    private(set) var signIn: SignIn
    var step = Step.none
    /// Stands before the rest, until the next step.
    var remark: PromptRemark?
    var display = Display.none
    /// What can be pressed on the screen, and since when.
    var visibleButtons: [NotificationContent.Button] = []
    var visibleSince = Duration.zero
    /// How often its notification was closed without an answer.
    var closings = 0
    /// Since when a dialog asks for the number.
    var dialogSince: Duration?
    /// Its person has just allowed it here, so the number is asked for without another press.
    var asksNext = false

    init(_ signIn: SignIn) {
        self.signIn = signIn
    }

    /// The id of the notification on the screen.
    var notification: NotificationID? {
        switch display {
        case .shown(_, let id): id
        case .requested(_, _, let replaced): replaced == 0 ? nil : replaced
        case .none, .hidden: nil
        }
    }

    var isDisplayed: Bool {
        switch display {
        case .requested, .shown: true
        case .none, .hidden: false
        }
    }

    /// Whether a press now is too soon after the buttons came to have been meant for them.
    func isTooSoon(_ now: Instant) -> Bool {
        !visibleButtons.isEmpty && now.steady - visibleSince < Timing.arming
    }

    mutating func hide(_ display: Display = .none) {
        self.display = display
        visibleButtons = []
    }
}

extension SignInPrompt {
    /// What of it is to be shown. Whether the screen is locked comes on top.
    enum Phase: Equatable {
        case asking
        case denying
        case sending
        case choosing([String])
        case ended

        var isChoosing: Bool {
            if case .choosing = self { true } else { false }
        }

        /// Whether how long is left is part of it.
        var countsDown: Bool {
            switch self {
            case .asking, .denying, .choosing: true
            case .sending, .ended: false
            }
        }
    }

    /// `nil` while nobody has to be asked: the server has not confirmed the push yet.
    var phase: Phase? {
        guard signIn.isOpen else { return .ended }
        guard signIn.isConfirmed else { return nil }
        guard signIn.operation == nil else { return .sending }
        switch step {
        case .sending: return .sending
        case .denying: return .denying
        case .none: return signIn.state == .allowed ? .choosing(signIn.choices ?? []) : .asking
        }
    }

    /// Takes in what the server says now. What is older than what is known is passed over: a list that was fetched may
    /// be newer than the events that are still on their way.
    mutating func update(_ new: SignIn) {
        guard signIn.isSuperseded(by: new) else { return }
        if new.state != signIn.state {
            step = .none
            remark = nil
        }
        signIn = new
    }
}
