import PushExchange
import PushStore

/// What to do while the database can't be written: as long as it takes, and without anyone's help.
extension Engine {
    private static let pauseBeforeWritingAgain = Duration.seconds(1)

    func noteStoreFailure(_ error: any Error) {
        let failure = (error as? PushStoreError) ?? .failed(path: store.path, detail: "\(error)")
        if storeFailure != failure { journal(.storeFailed(failure)) }
        storeFailure = failure
        writeAgainSoon()
    }

    /// Keeps an event that can't be committed now.
    func keep(_ event: Event, for id: String) {
        stalled.append(StalledEvent(event: event, exchange: id))
        writeAgainSoon()
    }

    func writeAgainSoon() {
        schedule.set(.storeFailure, at: clock.now().steady + Self.pauseBeforeWritingAgain)
        setAlarm()
    }

    /// Commits what was kept, and finds out whether the trouble is over.
    func writeAgain() {
        let events = stalled
        stalled = []
        for stalled in events {
            spawn { engine in await engine.take(stalled.event, for: stalled.exchange) }
        }
        for (id, event) in scanning.takeStalled() {
            spawn { engine in await engine.takeScan(event, of: id) }
        }
        if storeFailure != nil { seeWhetherItCanBeWritten() }
    }

    /// What was refused is not tried again by itself, so nothing else might tell.
    private func seeWhetherItCanBeWritten() {
        guard !stopping else { return }
        spawn { engine in
            try? await engine.commit { transaction in Change(try transaction.writeForTrial()) }
        }
    }

    /// What can't be committed even now is settled at the next start, as after a crash.
    func commitStalledOnceMore() async {
        let events = stalled
        stalled = []
        for stalled in events { await take(stalled.event, for: stalled.exchange) }
        for (id, event) in scanning.takeStalled() { await takeScan(event, of: id) }
    }
}
