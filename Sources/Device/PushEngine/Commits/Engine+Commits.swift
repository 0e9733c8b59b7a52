import CrashPoints
import PushExchange
import PushStore

extension Engine {
    /// Commits a change, together with the others that wait, and carries out its effects.
    /// - Parameters:
    ///   - isAwaited: whether a caller waits for it; see ``CommitQueue``.
    ///   - change: called in a transaction, on another thread. If it throws, what it wrote is rolled back and only its
    ///     caller gets the error.
    /// - Returns: the value of the change, once it is on the disk.
    /// - Throws: what `change` threw; or ``PushStoreError`` if the batch could not be committed.
    func commit<Value: Sendable>(
        isAwaited: Bool = true, _ change: @escaping @Sendable (Transaction) throws -> Change<Value>
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            proceed(commits.add(Work(change, continuation), isAwaited: isAwaited))
        }
    }

    private func proceed(_ next: CommitQueue.Next) {
        switch next {
        case .nothing: break
        case .commitNow: commitNow()
        case .commitAfterDelay where settings.commitDelay > .zero:
            timers.setUnlessSet(.commitDelay, at: clock.now().steady + settings.commitDelay)
            setAlarm()
        case .commitAfterDelay: commitNow()
        }
    }

    func commitNow() {
        guard commits.begin() else { return }
        timers.cancel(.commitDelay)
        spawn { engine in await engine.commitBatches() }
    }

    private func commitBatches() async {
        var next = CommitQueue.Next.commitNow
        while next == .commitNow {
            await commit(commits.takeBatch())
            setAlarm()
            next = commits.end()
        }
        proceed(next)
        pruneIfDue()
    }

    private func commit(_ batch: [Work]) async {
        do {
            let (results, hasWritten) = try await store.write { transaction in
                let outcome = try batch.apply(to: transaction)
                for label in outcome.results.flatMap(\.labels) { CrashPoint.beforeCommit.reach(label) }
                return outcome
            }
            for label in results.flatMap(\.labels) { CrashPoint.afterCommit.reach(label) }
            if hasWritten { commits.succeed() }
            // Callers come first: their answers are due, and the rest can start later.
            for result in results { result.finish() }
            for step in results.flatMap(\.steps) { follow(step) }
        } catch {
            noteStoreFailure(error)
            for work in batch { work.fail(error) }
        }
        tellSummary()
    }

    private func follow(_ step: ExchangeStep) {
        if let event = step.event {
            journal(.exchange(step.exchange))
            events.publish(event)
            exchanges.callers.note(step.exchange)
            if !step.exchange.state.isOpen { exchanges.endedSincePruning += 1 }
        }
        for effect in step.effects { carryOut(effect, for: step.exchange) }
    }
}
