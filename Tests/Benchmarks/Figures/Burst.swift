extension Figures {
    private static let payloads = 1_000
    private static let rounds = 3
    private static let commitsAround = 250

    /// How fast the daemon accepts a burst of pushes, compared with plain SQLite inserting row by row.
    static func burst(_ settings: Settings) throws -> [Measured] {
        var ours: [Double] = []
        var withoutAnswers: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<rounds {
            let (rate, reference) = try round(settings, holding: false)
            ours.append(rate)
            theirs.append(reference)
            withoutAnswers.append(try round(settings, holding: true).ours)
        }
        let reference = ("SQLite, row by row", theirs.median)
        return [
            Measured(
                1, "inbox, \(payloads) pipelined", ours.median, "/s", reference: reference, target: "≥ 20×",
                met: ours.median >= 20 * theirs.median,
                note: "a push has \(Push().line.count) bytes; median of \(rounds) rounds, each with a new daemon"
            ),
            Measured(
                1, "inbox, pipelined, slow server", withoutAnswers.median, "/s", reference: reference,
                note: "the server keeps its answers to acknowledge back until the burst is over"
            ),
        ]
    }

    private static func round(_ settings: Settings, holding: Bool) throws -> (ours: Double, reference: Double) {
        let bench = try Bench(settings)
        // A busy daemon has rows and a connection to the server, so there is one push before the measurement.
        try bench.signIn()
        let commits = try bench.commits()
        try commits.insert(commitsAround)
        let deliver = { try bench.inbox.deliver(Push.make(payloads)) }
        let (ids, time) = try holding ? bench.wire.holding(deliver) : deliver()
        try bench.daemon.awaitAcknowledged(ids)
        try commits.insert(commitsAround)
        return (Double(payloads) / time.seconds, commits.rate)
    }
}
