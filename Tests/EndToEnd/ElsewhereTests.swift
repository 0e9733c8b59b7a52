import FoundationEssentials
import TestSupport
import Testing

@Suite("A sign-in")
struct ElsewhereTests {
    @Test("is cancelled when the web page cancels it", arguments: ["acknowledged", "allowed"])
    func cancelled(in state: String) async throws {
        try await withSignIn { daemon, server, signIn, id in
            if state == "allowed" { #expect(try await daemon.decide("allow", id).status == 200) }
            try await server.cancel(signIn)
            let exchange = try await daemon.settled("cancelled", id: id)
            #expect(exchange["ended_by"] == "remote")
            #expect(try await daemon.decide("allow", id).isProblem("wrong_state", 409))
        }
    }

    @Test("is cancelled when the user decides after the web page cancelled it")
    func cancelledBeforeTheDecision() async throws {
        try await withSignIn { daemon, server, signIn, id in
            try await server.cancel(signIn)
            #expect(try await daemon.decide("allow", id).isProblem("wrong_state", 409))
            let exchange = try await daemon.exchange(id)
            #expect(exchange["state"] == "cancelled")
            #expect(exchange["ended_by"] == "remote")
        }
    }

    @Test("expires by the clock, and says so")
    func expiry() async throws {
        try await withEnrolled(["--ttl", "2"]) { daemon, server, _ in
            _ = try await server.initiate()
            let exchange = try await daemon.settled("expired")
            #expect(exchange["ended_by"] == "clock")
            let id = try #require(exchange["id"].string)
            #expect(try await daemon.decide("allow", id).isProblem("expired", 410))
        }
    }

    @Test("works with a server whose clock is three hours off", arguments: ["10800", "-10800"])
    func clocks(offset: String) async throws {
        try await withEnrolled(["--clock-offset", offset]) { daemon, server, _ in
            #expect(try await daemon.api.call("POST", "/v1/refresh").status == 200)
            let signIn = try await server.initiate()
            let waiting = try await daemon.settled("acknowledged")
            let expiry = try Date(
                waiting["expires_at"].string ?? "", strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            #expect(abs(expiry.timeIntervalSinceNow - 300) < 60, "it is shown in our time")
            let id = try #require(waiting["id"].string)
            #expect(try await daemon.decide("allow", id).status == 200)
            let number: JSON = .string(signIn.number)
            #expect(try await daemon.decide("verify", id, ["passcode": number]).json["state"] == "authenticated")
            #expect(try await server.status(signIn) == "AUTHENTICATED")
        }
    }

    @Test("works with a server that is away when the push comes, and back later")
    func serverAway() async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let relay = try await Relay.to(port: server.port)
            let daemon = try await stage.daemon()
            let enrollment = server.enrollment.with("base_url", "http://127.0.0.1:\(relay.port)")
            try await relay.close()
            _ = try await daemon.enroll(enrollment)
            let signIn = try await server.initiate()
            let waiting = try await daemon.event { $0["operation"]["name"] == "acknowledge" }
            #expect(waiting["state"] == "received")
            #expect(try await daemon.api.call("POST", "/v1/refresh").isProblem("unreachable", 504))
            let refreshed = try await stage.smartpush("refresh")
            #expect(refreshed.code == 4)
            let servers = try await daemon.get("/v1/status").json["health"]["servers"]
            #expect(servers["ok"] == false)
            try await relay.open()
            try await daemon.settled("acknowledged", id: waiting["id"].string)
            #expect(try await server.status(signIn) == "PUSH_ACKNOWLEDGED")
            #expect(try await server.results(of: "acknowledge") == ["ok"])
            try await relay.close()
        }
    }

    @Test("can be cancelled before its acknowledgement has arrived, and ends when the server is back")
    func cancelWhileAway() async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let relay = try await Relay.to(port: server.port)
            let daemon = try await stage.daemon()
            let enrollment = server.enrollment.with("base_url", "http://127.0.0.1:\(relay.port)")
            try await relay.close()
            _ = try await daemon.enroll(enrollment)
            let signIn = try await server.initiate()
            let id = try #require(try await daemon.event { $0["state"] == "received" }["id"].string)
            // "Try again in a moment" is the answer while an attempt is being sent.
            var reply = try await daemon.decide("cancel", id, query: "?wait=0")
            while reply.code == "wrong_state" { reply = try await daemon.decide("cancel", id, query: "?wait=0") }
            #expect(reply.status == 202)
            try await relay.open()
            let ended = try await daemon.settled("cancelled", id: id)
            #expect(ended["ended_by"] == "user")
            #expect(try await server.status(signIn) == "CANCELLED")
            try await relay.close()
        }
    }

    @Test("in the pending list is found at the start and on refresh")
    func pendingList() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: stage.folder + "/nowhere.sock")
            let daemon = try await stage.daemon()
            let enrollment = try await daemon.enroll(server.enrollment)
            _ = try await daemon.api.call("POST", "/v1/refresh")
            let first = try await server.initiate()
            let refreshed = try await stage.smartpush("refresh", "--json")
            #expect(refreshed.code == 0)
            let entry = refreshed.json["enrollments"][0]
            #expect(entry["id"] == .string(enrollment))
            #expect(entry["ok"] == true)
            #expect(entry["new"] == 1)
            try await daemon.settled("acknowledged")
            #expect(try await server.status(first) == "PUSH_ACKNOWLEDGED")
            try await daemon.stop()

            let second = try await server.initiate()
            let next = try await stage.daemon()
            try await next.withEvents(after: "0") { events in
                var ids: Set<JSON> = []
                while ids.count < 2 {
                    ids.insert(try await events.first { $0["state"] == "acknowledged" }.exchange["id"])
                }
            }
            #expect(try await server.status(second) == "PUSH_ACKNOWLEDGED")
        }
    }

    @Test("works with a server without a pending list")
    func noPendingList() async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            try await server.arm("pending", "answer", "before", times: 100, status: 404)
            let daemon = try await stage.daemon()
            _ = try await daemon.enroll(server.enrollment)
            let refreshed = try await daemon.api.call("POST", "/v1/refresh")
            #expect(refreshed.status == 200)
            #expect(refreshed.json["enrollments"][0]["ok"] == true)
            _ = try await server.initiate()
            try await daemon.settled("acknowledged")
        }
    }
}
