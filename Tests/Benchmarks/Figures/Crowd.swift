import Synchronization

extension Figures {
    private static let neighbours = 1_000
    private static let askings = 1_000
    /// Each of these callers waits for all that have connected before it.
    private static let askingsInStorm = 100

    /// How long a caller waits after it connects, while others occupy all connections, and while they keep opening new
    /// ones.
    static func crowd(_ settings: Settings) throws -> [Measured] {
        allowManyFiles()
        let bench = try Bench(settings)
        let id = try bench.inbox.deliver(Push())
        try bench.daemon.awaitAcknowledged([id])
        let request = APIConnection.request("GET", "/v1/exchanges/\(id)")
        let path = bench.daemon.api
        let ask = {
            let start = ContinuousClock.now
            return start.duration(to: try APIConnection(path).call(request).answered)
        }
        let alone = Samples(try (0..<askings).map { _ in try ask() })
        let crowd = try (0..<neighbours).map { _ in try Socket(connectedTo: path) }
        let among = Samples(try (0..<askings).map { _ in try ask() })
        withExtendedLifetime(crowd) {}

        let end = End()
        let storm = try Worker {
            while !end.isThere.load(ordering: .sequentiallyConsistent) { _ = try Socket(connectedTo: path) }
        }
        let amidst = Samples(try (0..<askingsInStorm).map { _ in try ask() })
        end.isThere.store(true, ordering: .sequentiallyConsistent)
        try storm.wait()
        return rows("while \(neighbours) connections are open", among, beside: alone)
            + rows("while others keep connecting", amidst, beside: alone)
    }

    private static func rows(_ when: String, _ times: Samples, beside alone: Samples) -> [Measured] {
        [("median", \Samples.median), ("p99", \Samples.p99)].map { name, time in
            Measured(
                5, "GET on a new connection \(when), \(name)", times[keyPath: time].milliseconds, "ms",
                reference: ("the same alone, ms", alone[keyPath: time].milliseconds))
        }
    }

    private final class End: Sendable {
        let isThere = Atomic(false)
    }
}
