import PushExchange
import PushStore
import ServiceLifecycle

extension Engine: Service {
    /// How long the daemon waits for requests under way when it stops. Those that take longer are settled at the next
    /// start.
    private static let timeToStop = Duration.seconds(5)

    /// By how many ended exchanges the history may exceed its limit before it is pruned.
    private static let endedBetweenPrunings = 100

    /// Reads the database and continues what was open. Pushes and decisions can be accepted once this returns.
    /// - Throws: ``PushStoreError`` if the database can't be read.
    package func start() async throws {
        let (stored, open, last, paths) = try await store.read { snapshot in
            (
                try snapshot.enrollments(), try snapshot.openExchanges(), try snapshot.lastDelivery(),
                try snapshot.knownPaths()
            )
        }
        knownPaths = KnownPaths(paths)
        for enrollment in stored { addLink(for: enrollment, skew: enrollment.skew) }
        lastDelivery = last
        for exchange in open { begin(exchange) }
        do {
            try await resume(open)
        } catch is PushStoreError {
            // The database can be read, so the exchanges can be shown. The events are committed once there is space
            // again.
            for exchange in open { keep(.exchange(.resumed, of: exchange.id)) }
        }
        await resumeScans()
        // If the history can't be pruned now, the engine starts anyway.
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

    /// Fetches the pending lists, sends the deregistrations, and runs until the daemon is to stop.
    package func run() async throws {
        askServers()
        spawn { engine in await engine.sendDeregistrations() }
        try await gracefulShutdown()
        await stop()
    }

    /// Accepts nothing more, and returns when what is under way has ended or is stored.
    package func stop() async {
        isStopping = true
        exchanges.callers.releaseAll()
        events.finish()
        timers.set(.stopTimeout, at: clock.now().steady + Self.timeToStop)
        setAlarm()
        await withCheckedContinuation { requests.wait($0) }
        await commitKeptOnceMore()
    }

    /// Returns at once if the engine is not blocked; for a watchdog (sd_notify(3), `WATCHDOG=1`).
    package func isAlive() {}

    /// Checks the database, and tries to write to it.
    /// - Throws: ``PushStoreError`` if it is damaged, or can't be written.
    package func checkStore() async throws {
        try await commit { transaction in Change(try transaction.writeForTrial()) }
        try await store.check()
    }

    // MARK: The history

    func pruneIfDue() {
        guard exchanges.endedSincePruning >= Self.endedBetweenPrunings else { return }
        exchanges.endedSincePruning = 0
        spawn { engine in
            // If it fails, it is done the next time.
            try? await engine.prune()
        }
    }

    /// Uses other settings from now on.
    package func adopt(_ settings: EngineSettings) async {
        self.settings = settings
        replanPolls()
        // If it fails, it is done the next time.
        try? await prune()
    }

    /// Removes the ended exchanges that are too old or too many.
    private func prune() async throws {
        let settings = settings
        let oldest = clock.now().wall + .seconds(-settings.historyDays * 86_400)
        _ = try await commit { transaction in
            Change(try transaction.prune(keeping: settings.historyLimit, endedSince: oldest))
        }
    }
}
