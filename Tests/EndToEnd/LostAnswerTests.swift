import Subprocess
import TestSupport
import Testing

@Suite("Answers that are lost")
struct LostAnswerTests {
    @Test(
        "to allow leave the sign-in unresolved, because the next id is lost too",
        arguments: ["close", "answer"])
    func allow(fault: String) async throws {
        try await withSignIn { daemon, server, signIn, id in
            try await server.arm("allow", fault, "after", status: fault == "answer" ? 502 : nil)
            #expect(try await daemon.decide("allow", id).isProblem("unresolved", 502))
            let exchange = try await daemon.exchange(id)
            #expect(exchange["state"] == "unresolved")
            #expect(exchange["failure"]["detail"].string?.contains("start the sign-in again") == true)
            #expect(try await server.status(signIn) == "ALLOWED")
            try await expectNothingSpentTwice(server)
        }
    }

    @Test("to the last steps are settled by the status", arguments: [("deny", "denied"), ("cancel", "cancelled")])
    func ends(step: String, state: String) async throws {
        try await withSignIn { daemon, server, _, id in
            try await server.arm(step, "close", "after")
            let reply = try await daemon.decide(step, id)
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply.json["state"] == .string(state))
            #expect(reply.json["ended_by"] == "user")
            try await expectNothingSpentTwice(server)
        }
    }

    @Test("to verify are settled by the status, even if that fails at first")
    func verify() async throws {
        try await withSignIn { daemon, server, signIn, id in
            #expect(try await daemon.decide("allow", id).status == 200)
            try await server.arm("verify", "close", "after")
            try await server.arm("status", "answer", "before", times: 2, status: 503)
            let reply = try await daemon.decide("verify", id, ["passcode": .string(signIn.number)])
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply.json["state"] == "authenticated")
            #expect(reply.json["ended_by"] == "user")
            try await expectNothingSpentTwice(server)
        }
    }

    @Test(
        "to a step that was not taken are asked about, and the step is sent again",
        arguments: [("close", nil), ("answer", 500), ("answer", 503), ("answer", 429), ("answer", 408)]
            as [(String, Int?)])
    func before(fault: String, status: Int?) async throws {
        try await withEnrolled { daemon, server, _ in
            for step in ["acknowledge", "allow", "verify"] {
                try await server.arm(step, fault, "before", status: status)
            }
            let signIn = try await server.initiate()
            let id = try #require(try await daemon.settled("acknowledged")["id"].string)
            #expect(try await daemon.decide("allow", id).json["state"] == "allowed")
            let verified = try await daemon.decide("verify", id, ["passcode": .string(signIn.number)])
            #expect(verified.json["state"] == "authenticated")
            for step in ["acknowledge", "allow", "verify"] {
                #expect(try await server.results(of: step) == ["fault", "ok"], "\(step)")
            }
        }
    }

    @Test("to acknowledge leave the sign-in unresolved, because nothing tells the next id")
    func acknowledge() async throws {
        try await withEnrolled { daemon, server, _ in
            try await server.arm("acknowledge", "close", "after")
            _ = try await server.initiate()
            let exchange = try await daemon.settled("unresolved")
            #expect(exchange["failure"]["code"].string?.isEmpty == false)
            // No status tells about this step. It is sent again, which is harmless because an id can only be used once.
            #expect(try await server.results(of: "acknowledge") == ["ok", "VER_0032"])
        }
    }

    @Test("of a killed daemon are settled at its next start", arguments: ["before", "after"])
    func killed(moment: String) async throws {
        try await withSignIn { daemon, server, _, id in
            try await server.arm("deny", "hang", moment)
            #expect(try await daemon.decide("deny", id, query: "?wait=0").status == 202)
            // The simulator has no event for it, so its log is read until the request has arrived.
            while try await server.results(of: "deny").isEmpty { await Task.yield() }
            try await daemon.stop(.kill)
            let next = try await daemon.stage.daemon()
            let exchange = try await next.settled("denied", id: id)
            #expect(exchange["ended_by"] == "user")
            #expect(try await server.results(of: "deny") == (moment == "before" ? ["fault", "ok"] : ["ok"]))
            try await expectNothingSpentTwice(server)
        }
    }

    private func expectNothingSpentTwice(_ server: SimulatedServer) async throws {
        #expect(try await !server.log().contains { $0["result"] == "VER_0032" })
    }
}
