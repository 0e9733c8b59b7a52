import PushExchange
package import PushStore

/// What to do while the database can't be written: as long as it takes, and without anyone's help.
extension Engine {
    private static let pauseBeforeWritingAgain = Duration.seconds(1)

    /// Why nothing can be stored; `nil` while it can.
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

    /// Commits what was kept, and finds out whether the failure is over.
    func writeAgain() {
        for event in commits.takeKept() { spawn { engine in await engine.take(event) } }
        // What was refused is not tried again by itself, so nothing else might tell.
        guard storeFailure != nil, !isStopping else { return }
        spawn { engine in
            try? await engine.commit { transaction in Change(try transaction.writeForTrial()) }
        }
    }

    /// What can't be committed even now is settled at the next start, as after a crash.
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
