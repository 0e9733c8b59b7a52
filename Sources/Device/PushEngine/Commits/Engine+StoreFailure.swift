import PushExchange
package import PushStore

/// What the engine does while the database can't be written: it retries until it can, without help.
extension Engine {
    private static let pauseBeforeWritingAgain = Duration.seconds(1)

    /// Why nothing can be stored; `nil` while the database can be written.
    package var storeFailure: PushStoreError? { commits.failure }

    func noteStoreFailure(_ error: any Error) {
        let failure = (error as? PushStoreError) ?? .failed(path: store.path, detail: "\(error)")
        if commits.fail(failure) { journal(.storeFailed(failure)) }
        writeAgainSoon()
    }

    /// Keeps an event that can't be committed now.
    func keep(_ event: KeptEvent) {
        commits.keep(event)
        writeAgainSoon()
    }

    private func writeAgainSoon() {
        timers.set(.storeRetry, at: clock.now().steady + Self.pauseBeforeWritingAgain)
        setAlarm()
    }

    /// Commits the kept events, and finds out whether the failure has passed.
    func writeAgain() {
        for event in commits.takeKept() { spawn { engine in await engine.take(event) } }
        // Refused requests are not repeated by themselves, so maybe nothing else would notice.
        guard storeFailure != nil, !isStopping else { return }
        spawn { engine in
            try? await engine.commit { transaction in Change(try transaction.writeForTrial()) }
        }
    }

    /// What still can't be committed is settled at the next start, as after a crash.
    func commitKeptOnceMore() async {
        for event in commits.takeKept() { await take(event) }
    }

    private func take(_ event: KeptEvent) async {
        switch event {
        case .exchange(let event, let id): await take(event, for: id)
        case .scan(let event, let id): await takeScan(event, of: id)
        }
    }
}
