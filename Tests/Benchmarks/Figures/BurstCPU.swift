extension Figures {
    private static let payloads = 1_000
    private static let opened = 5_000
    private static let rounds = 3

    /// The processor time that a push in a burst costs, also while many sign-ins are open.
    static func burstCPU(_ settings: Settings) throws -> [Measured] {
        let empty = try (0..<rounds).map { _ in try costOfPush(settings, open: 0) }.median
        let crowded = try (0..<rounds).map { _ in try costOfPush(settings, open: opened) }.median
        let note =
            "until the last is answered, while the server keeps its own answers back; median of \(rounds) daemons"
        return [
            Measured(
                1, "push in a burst of \(payloads), CPU of the daemon", empty, "µs", target: "≤ 50 µs",
                met: empty <= 50, note: note),
            Measured(
                1, "push in a burst of \(payloads) with \(opened) open, CPU of the daemon", crowded, "µs",
                reference: ("with none open, µs", empty), target: "≤ 1.1×", met: crowded <= empty * 1.1),
        ]
    }

    /// In microseconds.
    private static func costOfPush(_ settings: Settings, open: Int) throws -> Double {
        let bench = try Bench(settings, configuration: ["SMARTPUSH_QUEUE_LIMIT": "100000"])
        // A busy daemon has a connection to the server, so there is one push before the measurement.
        try bench.signIn()
        let (before, pushes) = (Push.make(open), Push.make(payloads))
        // The answers to acknowledge are delayed, so that later requests about the sign-ins don't count as a cost of a
        // push.
        let time = try bench.wire.holding {
            if open > 0 { _ = try bench.inbox.deliver(before) }
            return try bench.daemon.figures.processorTime { _ = try bench.inbox.deliver(pushes) }
        }
        return time.microseconds / Double(payloads)
    }
}
