import LocalAPIClient
import LocalAPIModel
import Logging
import NIOCore
import PromptModel

/// Follows the daemon's events over its restarts, and tells the desk.
struct Follower: Sendable {
    let api: LocalAPIClient
    let logger: Logger
    let loop: any EventLoop
    let tell: @Sendable (Desk.Event) -> Void

    func run() async {
        var lastID: String?
        var pause = Self.shortest
        while !Task.isCancelled {
            do {
                try await api.withEvents(after: lastID) { events in
                    if pause != Self.shortest { logger.notice("smartpushd is there") }
                    pause = Self.shortest
                    // What is open now stands for all that was missed, also while the prompt did not run.
                    tell(.open(try await allOpen()))
                    for try await event in events {
                        lastID = event.id
                        tell(.changed(event.exchange))
                    }
                }
            } catch {
                if pause == Self.shortest { logger.notice("smartpushd is not reachable; waiting for it") }
            }
            await sleep(pause)
            pause = min(pause * 2, Self.longest)
        }
    }

    private static let shortest = Duration.milliseconds(100)
    private static let longest = Duration.seconds(5)

    private func allOpen() async throws -> [ExchangeDocument] {
        var open: [ExchangeDocument] = []
        var before: String?
        repeat {
            let page = try await api.exchanges(.open, before: before)
            open += page.exchanges
            before = page.exchanges.isEmpty ? nil : page.next
        } while before != nil
        return open
    }

    /// Not `Task.sleep`: that would start Swift's global pool, and with it a wake-up a second.
    private func sleep(_ time: Duration) async {
        let timer = loop.scheduleTask(in: TimeAmount(time)) {}
        await withTaskCancellationHandler {
            try? await timer.futureResult.get()
        } onCancel: {
            timer.cancel()
        }
    }
}
