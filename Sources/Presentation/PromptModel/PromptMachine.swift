package import LocalAPIModel
package import Messages
package import SignInModel

/// The logic of the desktop prompt, without a clock, a bus or a process: the sign-ins that wait for an answer, and what
/// is shown of each.
///
/// It turns events into effects. It sends a decision only after ``Event/actionInvoked(_:key:)`` or
/// ``Event/dialogEnded(_:signIn:)``, which are actions of the user.
package struct PromptMachine: Sendable {
    /// What can happen. Sign-ins are identified by their ids.
    package enum Event: Equatable, Sendable {
        /// All open sign-ins. Any other sign-in that is known here has ended in the meantime.
        case listed([SignIn])
        case changed(SignIn)
        /// The daemon does not know the sign-in with this id any more.
        case notFound(signIn: String)

        /// A notification service is running. `leftovers` are the notifications that an earlier prompt left there.
        case serviceAppeared(NotificationService, leftovers: [NotificationID])
        /// The service has exited, and its notifications are gone; or it can't be reached.
        case serviceVanished
        case shown(NotificationID, signIn: String, ticket: Int)
        case notShown(signIn: String, ticket: Int)
        /// A button was pressed.
        case actionInvoked(NotificationID, key: String)
        case closed(NotificationID, byUser: Bool)

        case screenLocked(Bool)
        /// The outcome of a decision that was sent.
        case decided(SignIn)
        case decisionFailed(DecisionFailure, signIn: String)
        case dialogEnded(DialogResult, signIn: String)
        /// The timer of ``Effect/setTimer(after:)`` has fired, possibly a little early.
        case timerFired
    }

    /// What the caller has to do. The result is reported as an event.
    package enum Effect: Equatable, Sendable {
        /// Show a notification; `replacing` is 0 for a new one. The answer has to carry the same ticket, because the
        /// notification may be outdated when it arrives.
        case show(NotificationContent, signIn: String, replacing: NotificationID, ticket: Int)
        case close(NotificationID)
        case decide(Decision, signIn: String)
        case openDialog(NumberQuestion, signIn: String)
        case closeDialog(signIn: String)
        /// Ask the daemon for the current state of the sign-in.
        case lookUp(signIn: String)
        case findService
        /// Replace the timer with one that fires after this time. `nil` only removes it.
        case setTimer(after: Duration?)
    }

    let language: Language
    /// By the sign-in's id.
    var prompts: [String: SignInPrompt] = [:]
    private(set) var service: NotificationService?
    /// Whether the screen is locked. No details of a sign-in may then be shown.
    package internal(set) var isLocked = false
    var search = ServiceSearch()
    var lastTicket = 0
    var effects: [Effect] = []

    /// A machine without sign-ins and without a notification service. `language` is the user's.
    package init(in language: Language) {
        self.language = language
    }

    /// The ids of the notifications that are on the screen, in ascending order.
    package var notifications: [NotificationID] {
        prompts.values.compactMap(\.notification).sorted()
    }

    /// Handles an event.
    /// - Returns: the effects to carry out, in this order. The last is always ``Effect/setTimer(after:)``.
    package mutating func apply(_ event: Event, at now: Instant) -> [Effect] {
        effects = []
        handle(event, now)
        updateDisplay(now)
        return effects
    }

    private mutating func handle(_ event: Event, _ now: Instant) {
        switch event {
        case .listed(let signIns): updateAll(signIns)
        case .changed(let signIn): update(signIn)
        case .notFound(let id): forget(id)
        case .serviceAppeared(let service, let leftovers): serviceAppeared(service, leftovers)
        case .serviceVanished: serviceVanished(now)
        case .shown(let notification, let id, let ticket): shown(notification, id, ticket, now)
        case .notShown(let id, let ticket): notShown(id, ticket, now)
        case .actionInvoked(let notification, let key): actionInvoked(notification, key, now)
        case .closed(let notification, let byUser): closed(notification, byUser, now)
        case .screenLocked(let isLocked): screenLocked(isLocked)
        case .decided(let signIn): decided(signIn)
        case .decisionFailed(let failure, let id): decisionFailed(failure, id)
        case .dialogEnded(let result, let id): dialogEnded(result, id, now)
        case .timerFired: break
        }
    }

    // MARK: The daemon

    private mutating func updateAll(_ signIns: [SignIn]) {
        let open = Set(signIns.map(\.id))
        for (id, prompt) in prompts where !open.contains(id) && prompt.signIn.isOpen {
            effects.append(.lookUp(signIn: id))
        }
        for signIn in signIns { update(signIn) }
    }

    private mutating func update(_ signIn: SignIn) {
        if prompts[signIn.id] != nil {
            prompts[signIn.id]?.update(signIn)
        } else if signIn.isOpen {
            prompts[signIn.id] = SignInPrompt(signIn)
        }
    }

    mutating func forget(_ id: String) {
        guard let prompt = prompts.removeValue(forKey: id) else { return }
        if let notification = prompt.notification { effects.append(.close(notification)) }
        if prompt.dialogSince != nil { effects.append(.closeDialog(signIn: id)) }
    }

    // MARK: The notification service

    private mutating func serviceAppeared(_ service: NotificationService, _ leftovers: [NotificationID]) {
        self.service = service
        search = ServiceSearch()
        let own = Set(notifications)
        for notification in leftovers where !own.contains(notification) { effects.append(.close(notification)) }
    }

    private mutating func serviceVanished(_ now: Instant) {
        service = nil
        search.failed(now)
        for id in prompts.keys where prompts[id]?.display != .hidden(until: nil) { prompts[id]?.hide() }
    }
}
