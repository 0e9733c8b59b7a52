import TestSupport
import Testing

@Suite("Setting the clock three hours forwards or back while the daemon runs")
struct ClockTests {
    @Test("leaves a sign-in open for the rest of its time", arguments: [10_800, -10_800])
    func staysOpen(jump: Int) async throws {
        try await Stage.with { stage in
            let clock = try await FakeClock(stage)
            let server = try await stage.server()
            let daemon = try await stage.daemon(clock.environment)
            _ = try await daemon.enroll(server.enrollment)
            let signIn = try await server.initiate()
            let id = try #require(try await daemon.settled("acknowledged")["id"].string)
            try clock.set(by: jump)

            let listed = try await stage.run("smartpush", ["list"], environment: clock.environment)
            #expect(listed.output.contains(#/\s[1-4]:\d\d left/#), "\(listed.output)")
            let before = try await server.results(of: "status").count
            while try await server.results(of: "status").count == before {}
            #expect(try await server.results(of: "status").count < before + 5, "no storm")

            #expect(try await daemon.exchange(id)["state"] == "acknowledged")
            #expect(try await daemon.decide("allow", id).status == 200)
            let number: JSON = ["passcode": .string(signIn.number)]
            #expect(try await daemon.decide("verify", id, number).json["state"] == "authenticated")

            // The same is true for one that comes after the change.
            _ = try await server.initiate()
            let next = try await daemon.event {
                $0["state"] == "acknowledged" && $0["operation"] == .null && $0["id"] != .string(id)
            }
            let relisted = try await stage.run("smartpush", ["list"], environment: clock.environment)
            #expect(relisted.output.contains(#/\s[1-4]:\d\d left/#), "\(relisted.output)")
            #expect(try await daemon.decide("deny", next["id"].string ?? "").json["state"] == "denied")
        }
    }

    @Test("leaves no sign-in open after its expiry", arguments: [10_800, -10_800])
    func expires(jump: Int) async throws {
        try await Stage.with { stage in
            let clock = try await FakeClock(stage)
            let server = try await stage.server(["--ttl", "2"])
            let daemon = try await stage.daemon(clock.environment)
            _ = try await daemon.enroll(server.enrollment)
            _ = try await server.initiate()
            let id = try #require(try await daemon.settled("acknowledged")["id"].string)
            try clock.set(by: jump)
            #expect(try await daemon.settled("expired", id: id)["ended_by"] == "clock")
            #expect(try await daemon.decide("allow", id).isProblem("expired", 410))
        }
    }
}
