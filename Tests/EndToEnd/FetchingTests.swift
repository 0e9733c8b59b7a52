import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("A sign-in whose push never comes")
struct FetchingTests {
    /// Polls often enough that a test need not wait, or not at all.
    private static func rates(active: Int, idle: Int) -> [String: String?] {
        ["SMARTPUSH_POLL_SECONDS": "\(active)", "SMARTPUSH_POLL_IDLE_SECONDS": "\(idle)"]
    }

    @Test("is fetched by polling, with one connection and nothing in the log") func isPolledFor() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: "/nonexistent")
            let relay = try await Relay.to(port: server.port)
            let daemon = try await stage.daemon(Self.rates(active: 1, idle: 0))
            let address = "http://127.0.0.1:\(relay.port)"
            _ = try await daemon.enroll(server.enrollment.with("base_url", .string(address)))
            while try await server.results(of: "pending").count < 3 {}
            let log = daemon.log
            #expect(!log.contains(/level=(info|notice|warning|error).*poll/))
            for _ in 0..<2 {
                _ = try await server.initiate()
                let id = try #require(try await daemon.settled("acknowledged")["id"].string)
                let chosen = try await daemon.decide("deny", id)
                #expect(chosen.status == 200)
            }
            // A question may be asked while another is under way.
            #expect(relay.count <= 2)
            try await daemon.stop()
            try await relay.close()
        }
    }

    @Test("is found after a reload that turns polling on") func isPolledForAfterAReload() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: "/nonexistent")
            try stage.write("{\"poll_seconds\": 0, \"poll_idle_seconds\": 0}", to: stage.configuration)
            let daemon = try await stage.daemon(["SMARTPUSH_POLL_SECONDS": nil, "SMARTPUSH_POLL_IDLE_SECONDS": nil])
            _ = try await daemon.enroll(server.enrollment)
            while try await server.results(of: "pending").isEmpty {}
            _ = try await server.initiate()
            try stage.write("{\"poll_seconds\": 1, \"poll_idle_seconds\": 1}", to: stage.configuration)
            try daemon.program.signal(.terminalClosed)
            try await daemon.settled("acknowledged")
        }
    }

    @Test("is fetched by a poke, if nothing is polled") func isPokedFor() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: "/nonexistent")
            let daemon = try await stage.daemon()
            _ = try await daemon.enroll(server.enrollment)
            _ = try await server.initiate()
            #expect(try await daemon.deliver("{\"poke\":true}") == ["ok": true])
            try await daemon.settled("acknowledged")
        }
    }

    @Test(
        "is fetched when the user unlocks the session, comes back, or the machine wakes",
        arguments: ["locked", "idle", "asleep"]) func isFetchedOnReturn(_ absence: String) async throws
    {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: "/nonexistent")
            let login = try await TestLogin(stage)
            // The next poll is far away.
            let daemon = try await stage.daemon(Self.rates(active: 3600, idle: 0).merging(login.environment) { $1 })
            try await daemon.program.errors.line(with: "the user is active")
            _ = try await daemon.enroll(server.enrollment)
            switch absence {
            case "locked": try await login.locks(true)
            case "idle": try await login.rests(true)
            default: try await login.sleeps(true)
            }
            if absence != "asleep" { try await daemon.program.errors.line(with: "the user is not active") }
            _ = try await server.initiate()
            switch absence {
            case "locked": try await login.locks(false)
            case "idle": try await login.rests(false)
            default: try await login.sleeps(false)
            }
            try await daemon.settled("acknowledged")
        }
    }

    @Test("is polled for if the user has logged out, or logind is gone", arguments: [true, false])
    func isPolledForWithoutSession(logsOut: Bool) async throws {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: "/nonexistent")
            let login = try await TestLogin(stage)
            let daemon = try await stage.daemon(Self.rates(active: 1, idle: 0).merging(login.environment) { $1 })
            _ = try await daemon.enroll(server.enrollment)
            try await login.locks(true)
            try await daemon.program.errors.line(with: "the user is not active")
            _ = try await server.initiate()
            if logsOut { try await login.logsOut() } else { try await login.program.stop() }
            try await daemon.settled("acknowledged")
        }
    }
}
