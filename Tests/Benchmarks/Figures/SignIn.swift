extension Figures {
    private static let rounds = 5
    private static let signInsInRound = 40
    private static let commitsInRound = 60

    private struct Times {
        var acknowledge: [Duration] = []
        var allow: [Duration] = []
        var allowed: [Duration] = []
    }

    /// How much delay the daemon adds to a sign-in.
    static func signIn(_ settings: Settings) throws -> [Measured] {
        let bench = try Bench(settings)
        try bench.signIn()
        let commits = try bench.commits()
        var times = Times()
        for _ in 0..<rounds {
            try commits.insert(commitsInRound)
            for push in Push.make(signInsInRound) { try signIn(push, bench, &times) }
        }
        let commit = commits.median
        let limit = commit * 1.5 + .milliseconds(2)
        let rows = [
            (3, "push written → acknowledge on the wire", times.acknowledge),
            (4, "allow asked → request on the wire", times.allow),
            (4, "wire answered → allow answered", times.allowed),
        ]
        return rows.map { figure, name, times in
            let samples = Samples(times)
            return Measured(
                figure, name, samples.median.milliseconds, "ms", reference: ("one commit, ms", commit.milliseconds),
                target: "≤ 1.5× + 2 ms", met: samples.median <= limit,
                note: "p99 \(samples.p99.milliseconds.short) ms of \(samples.count)"
            )
        }
    }

    private static func signIn(_ push: Push, _ bench: Bench, _ times: inout Times) throws {
        let written = ContinuousClock.now
        try bench.inbox.write(push)
        times.acknowledge.append(written.duration(to: try bench.wire.times(of: .acknowledge, push).arrived))
        guard let id = try bench.inbox.answers(1).first else { throw Unexpected("the inbox gave no answer") }
        try bench.daemon.awaitAcknowledged([id])
        let answer = try bench.api.expect(200, "POST", "/v1/exchanges/\(id)/allow")
        let wire = try bench.wire.times(of: .allow, push)
        times.allow.append(answer.asked.duration(to: wire.arrived))
        times.allowed.append(wire.answered.duration(to: answer.answered))
        _ = try bench.api.expect(200, "POST", "/v1/exchanges/\(id)/verify", "{\"passcode\":\"55\"}")
    }
}
