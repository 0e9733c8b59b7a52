extension Figures {
    private static let rounds = 5
    private static let pushesInRound = 60
    private static let commitsInRound = 60

    /// How long it takes until one push is durable.
    static func single(_ settings: Settings) throws -> [Measured] {
        let bench = try Bench(settings)
        try bench.signIn()
        let commits = try bench.commits()
        var inARow: [Duration] = []
        var alone: [Duration] = []
        for _ in 0..<rounds {
            try commits.insert(commitsInRound)
            var ids: [String] = []
            for push in Push.make(pushesInRound) {
                inARow.append(try timed { ids.append(try bench.inbox.deliver(push)) })
            }
            try bench.daemon.awaitAcknowledged(ids)
            try bench.daemon.deny(ids)
            for push in Push.make(pushesInRound / 3) {
                var id = ""
                alone.append(try timed { id = try bench.inbox.deliver(push) })
                try bench.daemon.awaitAcknowledged([id])
                _ = try bench.api.expect(200, "POST", "/v1/exchanges/\(id)/deny")
            }
        }
        let reference = ("one commit, ms", commits.median.milliseconds)
        let (row, single) = (Samples(inARow), Samples(alone))
        return [
            Measured(
                2, "inbox, one at a time", row.median.milliseconds, "ms", reference: reference, target: "≤ 1.5×",
                met: row.median <= commits.median * 1.5, note: "p99 \(row.p99.milliseconds.short) ms of \(row.count)"
            ),
            Measured(
                2, "inbox, a push alone", single.median.milliseconds, "ms", reference: reference,
                note:
                    "as above, but once what follows the last push is written; p99 \(single.p99.milliseconds.short) ms"
            ),
        ]
    }
}
