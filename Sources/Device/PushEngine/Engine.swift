package import PushExchange
package import PushStore
package import VerificationClient

/// The only part that changes anything: an event comes in, the exchange's machine takes it, what that changed is committed,
/// and only then are its effects carried out.
///
/// Its state belongs to values that know nothing of each other; the actor's methods connect them. The database is the state
/// of what is stored: an exchange is read from it in the transaction that changes it, so a transaction that fails leaves
/// nothing behind here either.
package actor Engine {
    let store: PushStore
    let server: any VerificationAPI
    let clock: any EngineClock
    var settings: EngineSettings
    let journal: @Sendable (JournalEntry) -> Void
    let makeID: @Sendable () -> String
    let jitter: @Sendable () -> Double
    private let executor: any SerialExecutor & TaskExecutor

    // The owners of its state.
    var commits = CommitQueue()
    var exchanges = Exchanges()
    var enrollments = Enrollments()
    /// What is known of each enrollment's server.
    var links: [String: ServerLink] = [:]
    var timers = Timers<TimerKey>()
    var events = EventLog()

    // What connects them.
    var requests = RequestsUnderWay()
    var gates = Gates<GateKey>()
    var isStopping = false
    var summary = EngineSummary()
    var summaryReader: AsyncStream<EngineSummary>.Continuation?
    /// When the last push was taken that was new.
    package internal(set) var lastDelivery: Timestamp?
    private var alarm: Duration?

    /// What a caller can wait for until it is over.
    enum GateKey: Hashable, Sendable {
        /// A request whose outcome tells by which push id a server goes, for an enrollment.
        case pushID(String)
        case deregistration
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - store: what is kept.
    ///   - server: how verification servers are asked.
    ///   - clock: the only source of time and of being woken.
    ///   - settings: what can be configured.
    ///   - journal: takes what is worth an entry in the log, in the order in which it happens.
    ///   - executor: what all of it runs on.
    ///   - makeID: gives a new local id, unguessable, of six characters or more.
    ///   - jitter: gives a random number from 0 to 1, which spreads pauses.
    package init(
        store: PushStore, server: any VerificationAPI, clock: any EngineClock, settings: EngineSettings,
        journal: @escaping @Sendable (JournalEntry) -> Void, executor: any SerialExecutor & TaskExecutor,
        makeID: @escaping @Sendable () -> String, jitter: @escaping @Sendable () -> Double
    ) {
        self.store = store
        self.server = server
        self.clock = clock
        self.settings = settings
        self.journal = journal
        self.executor = executor
        self.makeID = makeID
        self.jitter = jitter
    }

    /// Starts a task that stays on the engine's executor also where it calls what is not the engine's. A plain `Task`
    /// would go to the global pool there, which wakes an idle process once a second for good.
    nonisolated func spawn(_ body: @escaping @Sendable (isolated Engine) async -> Void) {
        Task(executorPreference: executor) { await body(self) }
    }

    // MARK: The alarm

    /// Sets the alarm to the first timer. To be called after timers were set or cancelled.
    func setAlarm() {
        guard timers.next != alarm else { return }
        alarm = timers.next
        clock.setAlarm(at: alarm)
    }

    /// The alarm went off: does all that is due.
    package func wake() {
        for key in timers.takeDue(at: clock.now().steady) { fire(key) }
        // It is not set any more, whatever it was set to.
        alarm = timers.next
        clock.setAlarm(at: alarm)
    }

    private func fire(_ key: TimerKey) {
        switch key {
        case .exchangeDeadline(let id): spawn { engine in await engine.take(.deadlinePassed, for: id) }
        case .exchangeRequest(let id): performIfPossible(id)
        case .callerTimeout(let caller): exchanges.callers.release(caller)
        case .poll(let enrollment): poll(enrollment)
        case .networkSettled: networkSettled()
        case .commitDelay: commitNow()
        case .storeRetry: writeAgain()
        case .scanRequest(let id): spawn { engine in await engine.settleScan(id) }
        case .scanDeadline(let id): spawn { engine in await engine.takeScan(.deadlinePassed, of: id) }
        case .deregistrations: spawn { engine in await engine.sendDeregistrations() }
        case .stopTimeout: requests.releaseAll()
        }
    }
}
