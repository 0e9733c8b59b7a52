import Synchronization

extension Figures {
    private static let requests = 2_000
    private static let payloads = 1_000
    private static let rounds = 3

    /// How long a reader waits, also during many writes.
    static func get(_ settings: Settings) throws -> [Measured] {
        let bench = try Bench(settings, configuration: ["SMARTPUSH_QUEUE_LIMIT": "100000"])
        let id = try bench.inbox.deliver(Push())
        try bench.daemon.awaitAcknowledged([id])
        let request = APIConnection.request("GET", "/v1/exchanges/\(id)")
        let size = try bench.api.call(request).size
        let echo = try EchoServer(in: bench.folder.path, request: request.count, response: size)
        let ask = { try bench.api.call(request).time }
        let askEcho = { try echo.connection.call(request) }

        var idle = Pair()
        let time = try bench.daemon.figures.processorTime { idle.ours = try (0..<requests).map { _ in try ask() } }
        idle.echo = try (0..<requests).map { _ in try askEcho() }
        var busy = Pair()
        for _ in 0..<rounds {
            busy.ours += try whilePushing(bench, ask)
            busy.echo += try whilePushing(bench, askEcho)
        }
        return [cpu(time / requests)] + idle.rows("idle", note: "\(request.count) bytes asked, \(size) answered")
            + busy.rows(
                "during \(payloads) pushes", note: "\(busy.ours.count) requests, \(busy.echo.count) of the echo")
    }

    private static func cpu(_ time: Duration) -> Measured {
        Measured(
            5, "GET of an exchange, CPU of the daemon", time.microseconds, "µs", target: "≤ 100 µs",
            met: time <= .microseconds(100), note: "\(requests) requests, one after the other, on one connection")
    }

    private struct Pair {
        var ours: [Duration] = []
        var echo: [Duration] = []

        func rows(_ when: String, note: String) -> [Measured] {
            let (ours, echo) = (Samples(ours), Samples(echo))
            let isIdle = when == "idle"
            return [
                Measured(
                    5, "GET \(when), median", ours.median.milliseconds, "ms",
                    reference: ("C echo, ms", echo.median.milliseconds), target: isIdle ? "≤ 0.3 ms" : nil,
                    met: isIdle ? ours.median <= .milliseconds(0.3) : nil, note: note
                ),
                Measured(
                    5, "GET \(when), p99", ours.p99.milliseconds, "ms",
                    reference: ("C echo, ms", echo.p99.milliseconds), target: isIdle ? nil : "≤ 5 ms",
                    met: isIdle ? nil : ours.p99 <= .milliseconds(5)
                ),
            ]
        }
    }

    /// Sends requests until a burst has been accepted, then waits until its steps are done.
    private static func whilePushing(_ bench: Bench, _ ask: () throws -> Duration) throws -> [Duration] {
        let burst = Burst()
        let pushing = try Worker { [inbox = bench.inbox] in
            defer { burst.isOver.store(true, ordering: .sequentiallyConsistent) }
            let ids = try inbox.deliver(Push.make(payloads)).ids
            burst.ids.withLock { $0 = ids }
        }
        var times: [Duration] = []
        while !burst.isOver.load(ordering: .sequentiallyConsistent) { times.append(try ask()) }
        try pushing.wait()
        let ids = burst.ids.withLock { $0 }
        try bench.daemon.awaitAcknowledged(ids)
        try bench.daemon.deny(ids)
        return times
    }

    private final class Burst: Sendable {
        let isOver = Atomic(false)
        let ids = Mutex<[String]>([])
    }
}
