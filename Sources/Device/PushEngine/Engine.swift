import CrashPoints
package import PushExchange
package import PushStore
package import VerificationClient

/// The one who changes anything: an event comes in, the exchange's machine takes it, what that changed is committed, and
/// only then are its effects carried out.
///
/// All that arrives while a commit is on its way to the disk goes into the next one together (group commit), so a burst
/// costs few syncs and a single push waits for nobody. The database is the state: an exchange is read from it in the
/// transaction that changes it, so a transaction that fails leaves nothing behind here either.
package actor Engine {
    let store: PushStore
    let server: any VerificationAPI
    let clock: any EngineClock
    var settings: EngineSettings
    let journal: @Sendable (JournalEntry) -> Void
    let makeID: @Sendable () -> String
    private let executor: any SerialExecutor & TaskExecutor

    var enrolled: [String: Enrolled] = [:] { didSet { tellSummary() } }
    var agendas: [String: Agenda] = [:] { didSet { tellSummary() } }
    var schedule = Schedule()
    var feed = EventFeed()
    var waiters = Waiters()
    var stopping = false
    var stalled: [StalledEvent] = []
    /// Requests that have left, and who waits for there to be none.
    var requestsUnderWay = 0
    var asksUnderWay = 0
    /// Acknowledgements that are to be sent, in their order, and how many are on their way.
    var acknowledgements: ArraySlice<Exchange> = []
    var acknowledgementsUnderWay = 0
    var idle: [CheckedContinuation<Void, Never>] = []
    var scanning = ScanningState()
    var farewells = FarewellState()
    /// What was last wrong with the database; `nil` once something has been written.
    package internal(set) var storeFailure: PushStoreError? { didSet { tellSummary() } }
    package internal(set) var lastDelivery: Timestamp?

    var summary = EngineSummary()
    var summaryReader: AsyncStream<EngineSummary>.Continuation?

    private var queue: [Work] = []
    private(set) var isCommitting = false
    private var someoneWaits = false
    var deliveriesUnderWay = 0
    var endedSincePruning = 0

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// All of it runs on `executor`. `makeID` gives a new local id, unguessable, of six characters or more.
    package init(
        store: PushStore, server: any VerificationAPI, clock: any EngineClock, settings: EngineSettings,
        journal: @escaping @Sendable (JournalEntry) -> Void, executor: any SerialExecutor & TaskExecutor,
        makeID: @escaping @Sendable () -> String
    ) {
        self.store = store
        self.server = server
        self.clock = clock
        self.settings = settings
        self.journal = journal
        self.executor = executor
        self.makeID = makeID
    }

    /// Starts a task that stays on the engine's executor also where it calls what is not the engine's. A plain `Task`
    /// would go to the global pool there, which wakes an idle process once a second for good.
    nonisolated func spawn(_ body: @escaping @Sendable (isolated Engine) async -> Void) {
        Task(executorPreference: executor) { await body(self) }
    }

    // MARK: The funnel

    /// Has a change committed, together with whatever else waits, and its effects carried out.
    /// - Parameters:
    ///   - isAwaited: whether someone waits for it. What nobody waits for is given a moment, in which it may share the
    ///     commit of something that cannot wait.
    ///   - change: called in a transaction, on another thread.
    /// - Returns: the change's value, once it is durable.
    /// - Throws: what `change` declined; or ``PushStoreError``, and then nothing has changed.
    func commit<Value: Sendable>(
        isAwaited: Bool = true, _ change: @escaping @Sendable (Transaction) throws -> Change<Value>
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.append(Work(change, continuation))
            someoneWaits = someoneWaits || isAwaited
            isAwaited ? commitNow() : commitSoon()
        }
    }

    /// Commits what has waited for company in vain.
    func commitNow() {
        guard !isCommitting, !queue.isEmpty else { return }
        isCommitting = true
        schedule.cancel(.company)
        spawn { engine in await engine.commitQueue() }
    }

    private func commitSoon() {
        guard !isCommitting else { return }
        guard settings.timeForCompany > .zero else { return commitNow() }
        schedule.setUnlessSet(.company, at: clock.now().steady + settings.timeForCompany)
        setAlarm()
    }

    private func commitQueue() async {
        repeat {
            let batch = queue
            queue = []
            someoneWaits = false
            do {
                let (results, hasWritten) = try await store.write { transaction in
                    let results = try batch.map { try $0.apply(transaction) }
                    for label in results.flatMap(\.labels) { CrashPoint.beforeCommit.reach(label) }
                    return (results, transaction.hasWritten && results.contains(where: \.isKept))
                }
                for label in results.flatMap(\.labels) { CrashPoint.afterCommit.reach(label) }
                if hasWritten { storeFailure = nil }
                // Those who wait come first: an answer is due, and the rest can only start from here.
                for result in results { result.finish() }
                for step in results.flatMap(\.steps) { follow(step) }
            } catch {
                noteStoreFailure(error)
                for work in batch { work.fail(error) }
            }
            setAlarm()
        } while someoneWaits
        isCommitting = false
        if !queue.isEmpty { commitSoon() }
        pruneIfDue()
    }

    private func follow(_ step: Change<Void>.Step) {
        if let event = step.event {
            journal(.exchange(step.exchange))
            feed.publish(event)
            waiters.hear(of: step.exchange)
            if !step.exchange.state.isOpen { endedSincePruning += 1 }
        }
        for effect in step.effects { carryOut(effect, for: step.exchange) }
    }

    func setAlarm() {
        clock.setAlarm(at: schedule.next)
    }
}
