import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("A daemon that is killed again and again")
struct KillTests {
    /// `SMARTPUSH_KILLS` sets their number. The times of the kills follow from the seed, as far as the load allows.
    private static let kills = ProcessInfo.processInfo.environment["SMARTPUSH_KILLS"].flatMap { Int($0) } ?? 15
    private static let count = 4

    @Test("under load loses nothing, repeats nothing, and agrees with the server about every sign-in")
    func underLoad() async throws {
        try await Stage.with(patience: .seconds(60 + 5 * Self.kills)) { stage in
            let server = try await stage.server(inbox: stage.folder + "/nowhere.sock")
            let settings = ["SMARTPUSH_HISTORY_LIMIT": "100000"]
            var daemon = try await stage.daemon(settings)
            _ = try await daemon.enroll(server.enrollment)
            let people = People(stage: stage, server: server)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<Self.count { group.addTask { try await people.person(number) } }
                var places = Places(seed: 2_026)
                for _ in 0..<Self.kills {
                    await people.daemonIsUp(daemon)
                    await daemon.printsLines(places.next())
                    await people.daemonGoesDown()
                    #expect(try await daemon.stop(.kill) == .signaled(Signal.kill.rawValue))
                    daemon = try await stage.daemon(settings)
                }
                await people.daemonIsUp(daemon)
                people.goHome()
                try await group.waitForAll()
            }
            try await expectAgreement(people.signIns, daemon, server)
            try await expectNothingTakenTwice(server)
        }
    }

    private func expectAgreement(
        _ signIns: [People.SignIn], _ daemon: Daemon, _ server: SimulatedServer
    ) async throws {
        #expect(try await daemon.exchanges("?limit=1000").count == min(signIns.count, 1_000))
        var unresolved = 0
        for signIn in signIns {
            let exchange = try await daemon.settled(signIn)
            let state = exchange["state"].string ?? ""
            let remote = try await server.status(signIn.signIn) ?? ""
            if state == "unresolved" { unresolved += 1 }
            #expect(Self.agreeing[remote]?.contains(state) == true, "\(remote) at the server is \(state) here")
            // A user who did not answer was not answered for.
            if signIn.decision == nil { #expect(["acknowledged", "unresolved"].contains(state)) }
            if let reply = signIn.reply {
                #expect(reply.status == (state == "unresolved" ? 502 : 200), "\(reply.text)")
                if reply.status == 200 { #expect(reply.json["state"].string == state) }
            }
        }
        print("\(Self.kills) kills, \(signIns.count) sign-ins; \(unresolved) lost an answer that can't be had again")
    }

    /// The states that are possible here, by the status at the server.
    private static let agreeing: [String: Set<String>] = [
        "PUSH_ACKNOWLEDGED": ["acknowledged", "unresolved"], "ALLOWED": ["unresolved"], "DENIED": ["denied"],
        "CANCELLED": ["cancelled"], "AUTHENTICATED": ["authenticated"],
    ]
}

extension Daemon {
    /// Returns when it has printed this many more lines, or has ended.
    fileprivate func printsLines(_ count: Int) async {
        var left = count + program.errors.all.count
        for await _ in program.errors.lines() {
            left -= 1
            if left <= 0 { return }
        }
    }

    /// A sign-in, once no step is under way.
    fileprivate func settled(_ signIn: People.SignIn) async throws -> JSON {
        var exchange = try await exchange(signIn.id)
        if exchange["operation"] != .null {
            _ = try await event {
                $0["id"].string == signIn.id && $0["operation"] == .null && $0["state"] != "received"
            }
            exchange = try await self.exchange(signIn.id)
        }
        return exchange
    }
}

/// After how many lines of its log a daemon is killed: often right after the start, sometimes late.
private struct Places {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Int {
        // The linear congruential generator of Numerical Recipes, which is good enough for this.
        state = state &* 1_664_525 &+ 1_013_904_223
        return 1 + Int(state >> 16) % 60
    }
}
