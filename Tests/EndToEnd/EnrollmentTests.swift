import TestSupport
import Testing

@Suite("Enrollments over the local API")
struct EnrollmentTests {
    @Test("need a base URL with https, or with http to this machine")
    func baseURLs() async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            let fine = [
                "https://example.com", "https://example.com:8443/tenant/", "http://127.0.0.1:9", "http://localhost:9",
                "http://[::1]:9", "HTTPS://EXAMPLE.ORG", "http://127.8.8.8",
            ]
            for (number, url) in fine.enumerated() {
                let body = silentEnrollment.with("base_url", .string(url)).with("sub", "sub-\(number)")
                let reply = try await daemon.api.call("POST", "/v1/enrollments", body)
                #expect(reply.status == 201, "\(url): \(reply.text)")
            }
            let wrong = [
                "http://example.com", "http://10.0.0.1", "http://127.0.0.1.example.com", "http://localhost.example.com",
                "https://user@example.com", "https://user:password@example.com", "https://example.com?tenant=1",
                "https://example.com/#part", "ftp://example.com", "", "example.com", "https://", "/path", "https:///x",
                "http://0.0.0.0:1", "http://[::ffff:10.0.0.1]:1", "https://exa mple.com", "https://example.com?",
                "https://example.com#", "http://2130706433", "file:///etc/passwd", "https://example.com/a b",
            ]
            for url in wrong {
                let body = silentEnrollment.with("base_url", .string(url)).with("sub", "wrong")
                let reply = try await daemon.api.call("POST", "/v1/enrollments", body)
                #expect(reply.isProblem("invalid_request", 400), "\(url): \(reply.text)")
            }
        }
    }

    @Test("are made once, listed without secrets, and removed")
    func life() async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            let made = try await daemon.api.call(
                "POST", "/v1/enrollments", silentEnrollment.with("name", "Desk").with("path_set", "v2"))
            #expect(made.status == 201)
            #expect(made.json["name"] == "Desk")
            #expect(made.json["path_set"] == "v2")
            let id = try #require(made.json["id"].string)
            let again = try await daemon.api.call("POST", "/v1/enrollments", silentEnrollment)
            #expect(again.isProblem("conflict", 409), "\(again.text)")

            #expect(try await daemon.get("/v1/enrollments/\(id.prefix(6))").json["id"] == .string(id))
            #expect(try await daemon.get("/v1/enrollments/\(id.prefix(5))").isProblem("not_found", 404))
            #expect(try await daemon.get("/v1/enrollments/unknown-id").isProblem("not_found", 404))
            for path in ["/v1/enrollments", "/v1/enrollments/\(id)", "/v1/status"] {
                #expect(!(try await daemon.get(path)).text.contains("-secret"))
            }

            #expect(try await daemon.api.call("DELETE", "/v1/enrollments/\(id.prefix(8))").status == 204)
            #expect(try await daemon.api.call("DELETE", "/v1/enrollments/\(id)").isProblem("not_found", 404))
            #expect(try await daemon.get("/v1/enrollments").json == ["enrollments": []])
        }
    }

    @Test("cancel their open sign-ins when they are removed")
    func unenroll() async throws {
        try await withSignIn { daemon, server, _, id in
            let enrollment = try #require(try await daemon.exchange(id)["enrollment"].string)
            #expect(try await daemon.api.call("DELETE", "/v1/enrollments/\(enrollment)").status == 204)
            #expect(try await daemon.exchange(id)["state"] == "cancelled")
            #expect(try await daemon.exchanges("?enrollment=\(enrollment)").count == 1)
            let answer = try await daemon.deliver(push(server.enrollment).text)
            #expect(answer["error"]["code"] == "unknown_enrollment")
        }
    }

    @Test("are refused if something is missing, wrong or unknown")
    func badBodies() async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            for key in ["base_url", "tenant_key", "sub", "client_id", "device_id", "push_id"] {
                for value in [nil, .null, "", 7, []] as [JSON?] {
                    let body = silentEnrollment.with(key, value)
                    let reply = try await daemon.api.call("POST", "/v1/enrollments", body)
                    #expect(reply.isProblem("invalid_request", 400), "\(body): \(reply.text)")
                    #expect(reply.json["detail"].string?.contains(key) == true, "\(reply.text)")
                }
            }
            for body in [
                silentEnrollment.with("path_set", "v3").text, silentEnrollment.with("pushid", "x").text,
                "", "{", "[]", "null", "\"text\"", silentEnrollment.with("name", 7).text,
            ] {
                let reply = try await daemon.api.call("POST", "/v1/enrollments", body)
                #expect(reply.isProblem("invalid_request", 400), "\(body): \(reply.text)")
            }
            let unknown = try await daemon.api.call("POST", "/v1/enrollments", silentEnrollment.with("pushid", "x"))
            #expect(unknown.json["detail"].string?.contains("pushid") == true)
        }
    }

    @Test("send a new push id to the server before they store it")
    func pushID() async throws {
        try await withEnrolled { daemon, server, id in
            func change(_ body: JSON) async throws -> Reply {
                try await daemon.api.call("PATCH", "/v1/enrollments/\(id)", body)
            }
            try await server.arm("push-id", "answer", "before", status: 403)
            #expect(try await change(["push_id": "new-push"]).isProblem("refused", 502))
            try await server.arm("push-id", "close", "before", times: 2)
            #expect(try await change(["push_id": "new-push"]).isProblem("unreachable", 504))
            try await server.disarm()
            // The old one is still in force, on both sides.
            let signIn = try await server.initiate()
            let waiting = try await daemon.settled("acknowledged")
            #expect(try await server.status(signIn) == "PUSH_ACKNOWLEDGED")

            let changed = try await change(["push_id": "new-push", "name": "Renamed"])
            #expect(changed.status == 200, "\(changed.text)")
            #expect(changed.json["name"] == "Renamed")
            #expect(!changed.text.contains("new-push"))
            #expect(try await daemon.decide("allow", try #require(waiting["id"].string)).status == 200)
            #expect(try await change(["push_id": ""]).isProblem("invalid_request", 400))
            #expect(try await change(["unknown": "x"]).isProblem("invalid_request", 400))
        }
    }

    @Test("can be renamed while their server is away, but can't get a new push id")
    func serverAway() async throws {
        try await withSilentServer { daemon, _ in
            let id = try #require(try await daemon.get("/v1/enrollments").json["enrollments"][0]["id"].string)
            let path = "/v1/enrollments/\(id)"
            #expect(try await daemon.api.call("PATCH", path, ["name": "Desk"]).json["name"] == "Desk")
            let moved = try await daemon.api.call("PATCH", path, ["push_id": "x", "name": "Other"])
            #expect(moved.isProblem("unreachable", 504), "\(moved.text)")
            #expect(try await daemon.get(path).json["name"] == "Desk")
        }
    }
}
