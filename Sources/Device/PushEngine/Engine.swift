package import PushExchange
package import PushStore
package import VerificationClient

/// The only part that changes anything. An event comes in, the state machine of the exchange applies it, the change is
/// committed, and only then are its effects carried out.
///
/// Its state belongs to values that do not know each other; the methods of the actor connect them. What is stored has
/// its state in the database: an exchange is read in the transaction that changes it, so a transaction that fails
/// leaves nothing behind in memory either.
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
    /// What is known of the server of each enrollment, by the id of the enrollment.
    var links: [String: ServerLink] = [:]
    var knownPaths = KnownPaths()
    var presence = Presence()
    var pokes = PokeLimit()
    var timers = Timers<TimerKey>()
    var events = EventLog()

    // What connects them.
    var requests = RequestsUnderWay()
    var gates = Gates<GateKey>()
    var isStopping = false
    var summary = EngineSummary()
    var summaryReader: AsyncStream<EngineSummary>.Continuation?
    /// When the last new push was accepted; `nil` if there was none.
    package internal(set) var lastDelivery: Timestamp?
    private var alarm: Duration?

    /// What a caller can wait for.
    enum GateKey: Hashable, Sendable {
        /// A request whose outcome tells which push id the server uses, for the enrollment with this id.
        case pushID(String)
        /// The request for the pending list of the enrollment with this id.
        case pendingList(String)
        case deregistration
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - store: the database.
    ///   - server: sends the requests to verification servers.
    ///   - clock: the only source of time, and of alarms.
    ///   - settings: what can be configured.
    ///   - journal: receives the entries of the log, in the order in which they happen.
    ///   - executor: where everything runs.
    ///   - makeID: makes a new local id, which can't be guessed and has six characters or more.
    ///   - jitter: returns a random number from 0 to 1, which varies the pauses.
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

    /// Starts a task that stays on the executor of the engine even in calls to other code. A plain `Task` would switch
    /// to the global pool there, which then wakes an idle process every second, for good.
    nonisolated func spawn(_ body: @escaping @Sendable (isolated Engine) async -> Void) {
        Task(executorPreference: executor) { await body(self) }
    }

    // MARK: The alarm

    /// Sets the alarm to the first timer. It must be called after timers were set or cancelled.
    func setAlarm() {
        guard timers.next != alarm else { return }
        alarm = timers.next
        clock.setAlarm(at: alarm)
    }

    /// Handles the alarm: does everything that is due.
    package func wake() {
        for key in timers.takeDue(at: clock.now().steady) { fire(key) }
        // The alarm is not set any more, whatever it was set to.
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
        case .poke: askServers()
        case .commitDelay: commitNow()
        case .storeRetry: writeAgain()
        case .scanRequest(let id): spawn { engine in await engine.settleScan(id) }
        case .scanDeadline(let id): spawn { engine in await engine.takeScan(.deadlinePassed, of: id) }
        case .deregistrations: spawn { engine in await engine.sendDeregistrations() }
        case .stopTimeout: requests.releaseAll()
        }
    }
}
