package import LocalAPIModel
package import Messages

/// Every sign-in that waits for its person, and what is shown of each: the desktop prompt without a clock, a bus or a
/// process.
///
/// An event goes in, and what is to be done comes out. Nothing is decided but by ``Event/pressed(number:word:)`` and
/// ``Event/picked(_:exchange:)``, which stand for a person's act.
package struct Desk: Sendable {
    package enum Event: Equatable, Sendable {
        /// All that is open now; whatever else is known here has ended meanwhile.
        case open([ExchangeDocument])
        case changed(ExchangeDocument)
        /// The daemon does not know it any more.
        case forgotten(exchange: String)

        /// The notification service is there; its notifications of earlier are those of `earlier`.
        case serviceCame(NotificationService, earlier: [UInt32])
        /// It has gone, and with it all that it showed; or it can't be reached.
        case serviceWent
        case shown(number: UInt32, exchange: String, ticket: Int)
        case notShown(exchange: String, ticket: Int)
        case pressed(number: UInt32, word: String)
        case closed(number: UInt32, byPerson: Bool)

        case locked(Bool)
        /// What came of a decision that was sent.
        case decided(ExchangeDocument)
        case undecided(DecisionFailure, exchange: String)
        /// A dialog ended: with a number, without, or it could not be shown at all.
        case picked(DialogEnd, exchange: String)
        /// The time that ``Effect/wake(after:)`` asked for has come, or nearly.
        case time
    }

    package enum Effect: Equatable, Sendable {
        /// The ticket comes back with the answer: what it answers may not be wanted any more.
        case show(Notice, exchange: String, replacing: UInt32, ticket: Int)
        case withdraw(number: UInt32)
        case decide(Decision, exchange: String)
        case ask(Question, exchange: String)
        case endAsking(exchange: String)
        /// Ask the daemon what has become of it.
        case lookUp(exchange: String)
        case findService
        /// Come back then, and forget what was said before; `nil` for: not before something happens.
        case wake(after: Duration?)
    }

    package enum DialogEnd: Equatable, Sendable {
        case number(String)
        case closed
        case missing
    }

    let language: Language
    var prompts: [String: Prompt] = [:]
    var service: NotificationService?
    package internal(set) var isLocked = false
    private var search = Search()
    private var lastTicket = 0
    var effects: [Effect] = []

    package init(in language: Language) {
        self.language = language
    }

    /// The numbers of the notifications that are on the screen.
    package var numbers: [UInt32] {
        prompts.values.compactMap(\.number).sorted()
    }

    package mutating func apply(_ event: Event, at now: Instant) -> [Effect] {
        effects = []
        take(event, now)
        tidy(now)
        return effects
    }

    private mutating func take(_ event: Event, _ now: Instant) {
        switch event {
        case .open(let exchanges): takeAll(exchanges)
        case .changed(let exchange): takeOne(exchange)
        case .forgotten(let id): forget(id)
        case .serviceCame(let service, let earlier): serviceCame(service, earlier)
        case .serviceWent: serviceWent(now)
        case .shown(let number, let id, let ticket): shown(number, id, ticket, now)
        case .notShown(let id, let ticket): notShown(id, ticket, now)
        case .pressed(let number, let word): pressed(number, word, now)
        case .closed(let number, let byPerson): closed(number, byPerson, now)
        case .locked(let isLocked): locked(isLocked)
        case .decided(let exchange): decided(exchange)
        case .undecided(let failure, let id): undecided(failure, id)
        case .picked(let end, let id): picked(end, id, now)
        case .time: break
        }
    }

    // MARK: The daemon

    private mutating func takeAll(_ exchanges: [ExchangeDocument]) {
        let open = Set(exchanges.map(\.id))
        for (id, prompt) in prompts where !open.contains(id) && prompt.exchange.state.isOpen {
            effects.append(.lookUp(exchange: id))
        }
        for exchange in exchanges { takeOne(exchange) }
    }

    private mutating func takeOne(_ exchange: ExchangeDocument) {
        if prompts[exchange.id] != nil {
            prompts[exchange.id]?.take(exchange)
        } else if exchange.state.isOpen {
            prompts[exchange.id] = Prompt(exchange)
        }
    }

    mutating func forget(_ id: String) {
        guard let prompt = prompts.removeValue(forKey: id) else { return }
        if let number = prompt.number { effects.append(.withdraw(number: number)) }
        if prompt.dialogSince != nil { effects.append(.endAsking(exchange: id)) }
    }

    // MARK: The notification service

    private mutating func serviceCame(_ service: NotificationService, _ earlier: [UInt32]) {
        self.service = service
        search = Search()
        let own = Set(numbers)
        for number in earlier where !own.contains(number) { effects.append(.withdraw(number: number)) }
    }

    private mutating func serviceWent(_ now: Instant) {
        service = nil
        search.failed(now)
        for id in prompts.keys where prompts[id]?.screen != .away(until: nil) { prompts[id]?.leaveScreen() }
    }

    // MARK: Putting the screen right

    /// Makes what is on the screen what it should be, and says when to look again.
    private mutating func tidy(_ now: Instant) {
        var times: [Duration] = []
        for id in prompts.keys.sorted(by: { order($0) < order($1) }) {
            if let change = tidy(id, now) { times.append(now.steady + change) }
            if case .away(.some(let time)) = prompts[id]?.screen { times.append(time) }
        }
        if service == nil, prompts.values.contains(where: { $0.face != nil }) {
            if search.isDue(now) { effects.append(.findService) }
            if let next = search.next { times.append(next) }
        }
        effects.append(.wake(after: times.min().map { max($0 - now.steady, .zero) }))
    }

    private func order(_ id: String) -> String {
        (prompts[id]?.exchange.receivedAt ?? "") + id
    }

    /// - Returns: after how long it will look different by itself.
    private mutating func tidy(_ id: String, _ now: Instant) -> Duration? {
        guard let prompt = prompts[id], let face = prompt.face else { return nil }
        if face == .ended, isLocked || !prompt.isOnScreen {
            forget(id)
            return nil
        }
        if prompt.dialogSince != nil, isLocked || !face.isChoosing {
            effects.append(.endAsking(exchange: id))
            prompts[id]?.dialogSince = nil
        }
        guard let service else { return nil }
        if prompt.asksNext, face.isChoosing, !isLocked { askNext(id, service, now) }
        return present(id, service, now)
    }

    private mutating func present(_ id: String, _ service: NotificationService, _ now: Instant) -> Duration? {
        guard let prompt = prompts[id] else { return nil }
        let view = View(prompt, service: service, isLocked: isLocked, language: language, now: now.wall)
        switch prompt.screen {
        case .away(let time):
            guard let time, time <= now.steady else { return nil }
            show(view.notice, id, replacing: 0)
        case .nothing: show(view.notice, id, replacing: 0)
        case .shown(let notice, let number) where notice != view.notice: show(view.notice, id, replacing: number)
        case .shown, .sent: break
        }
        return view.change
    }

    private mutating func show(_ notice: Notice, _ id: String, replacing number: UInt32) {
        lastTicket += 1
        prompts[id]?.screen = .sent(notice, ticket: lastTicket, replacing: number)
        effects.append(.show(notice, exchange: id, replacing: number, ticket: lastTicket))
    }
}

/// The search for a notification service that can't be reached.
private struct Search {
    private var failures = 0
    private var isUnderWay = false
    private(set) var next: Duration?

    mutating func failed(_ now: Instant) {
        isUnderWay = false
        next = failures == 0 ? now.steady : now.steady + Pause.growing(Pause.service, failures - 1)
        failures += 1
    }

    /// Whether to look for it now; then the answer is awaited.
    mutating func isDue(_ now: Instant) -> Bool {
        guard !isUnderWay, next.map({ $0 <= now.steady }) ?? true else { return false }
        isUnderWay = true
        next = nil
        return true
    }
}
