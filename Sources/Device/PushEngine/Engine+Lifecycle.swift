import PushExchange
import PushStore
import ServiceLifecycle

extension Engine: Service {
    /// How long requests that are under way may take when the daemon stops; what is not over by then is settled at the
    /// next start.
    private static let timeToStop = Duration.seconds(5)

    /// The history may grow by so much beyond its limit before it is cut.
    private static let endedBetweenPrunings = 100

    /// Reads what is stored and takes up what was left open. Pushes and decisions can be taken once this returns.
    package func start() async throws {
        let (stored, open, last) = try await store.read { snapshot in
            (try snapshot.enrollments(), try snapshot.openExchanges(), try snapshot.lastDelivery())
        }
        for enrollment in stored { addLink(for: enrollment, skew: enrollment.skew) }
        lastDelivery = last
        for exchange in open { begin(exchange) }
        do {
            try await resume(open)
        } catch is PushStoreError {
            // It can be read, so it can be told of; what can't be written down now is once there is room.
            for exchange in open { keep(.exchange(.resumed, of: exchange.id)) }
        }
        await resumeScans()
        // Neither does what can't be forgotten now keep it from starting.
        try? await prune()
        tellSummary()
    }

    private func resume(_ open: [Exchange]) async throws {
        let instants = Dictionary(uniqueKeysWithValues: enrollments.ids.map { ($0, instant(enrollment: $0)) })
        let otherwise = instant(enrollment: nil)
        try await commit { transaction in
            let steps = try open.compactMap { exchange in
                try transaction.apply(.resumed, to: exchange.id, at: instants[exchange.enrollment] ?? otherwise)
            }
            return Change((), steps: steps)
        }
    }

    /// Fetches the pending lists, and runs until the daemon is to stop.
    package func run() async throws {
        spawn { engine in _ = await engine.refreshAll() }
        spawn { engine in await engine.sendDeregistrations() }
        try await gracefulShutdown()
        await stop()
    }

    /// Takes no more, and returns when what is under way is over or written down.
    package func stop() async {
        isStopping = true
        exchanges.callers.releaseAll()
        events.finish()
        timers.set(.stopTimeout, at: clock.now().steady + Self.timeToStop)
        setAlarm()
        await withCheckedContinuation { requests.wait($0) }
        await commitKeptOnceMore()
    }

    /// Returns at once, if the engine is not stuck.
    package func isAlive() {}

    /// Looks through the database, and tries to write to it.
    /// - Throws: ``PushStoreError`` where it is damaged, or can't be written.
    package func checkStore() async throws {
        try await commit { transaction in Change(try transaction.writeForTrial()) }
        try await store.check()
    }

    // MARK: The history

    func pruneIfDue() {
        guard exchanges.endedSincePruning >= Self.endedBetweenPrunings else { return }
        exchanges.endedSincePruning = 0
        spawn { engine in
            // What could not be forgotten now will be the next time.
            try? await engine.prune()
        }
    }

    /// Goes by other settings from now on.
    package func adopt(_ settings: EngineSettings) async {
        self.settings = settings
        // What could not be forgotten now will be the next time.
        try? await prune()
    }

    /// Forgets what is too old or too much of the history.
    private func prune() async throws {
        let settings = settings
        let oldest = clock.now().wall + .seconds(-settings.historyDays * 86_400)
        _ = try await commit { transaction in
            Change(try transaction.prune(keeping: settings.historyLimit, endedSince: oldest))
        }
    }
}
