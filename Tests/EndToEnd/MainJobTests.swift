import TestSupport
import Testing

@Suite("A sign-in from its push to its end")
struct MainJobTests {
    @Test("is answered on the command line, with both path sets", arguments: [false, true])
    func signIn(v2: Bool) async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let daemon = try await stage.daemon()
            let enrollment = server.enrollment.with("path_set", v2 ? "v2" : "guide")
            let enrolled = try await stage.smartpush("enroll", "--json", input: enrollment.text)
            #expect(enrolled.code == 0, "\(enrolled.errors)")
            #expect(enrolled.json["path_set"] == (v2 ? "v2" : "guide"))

            let signIn = try await server.initiate(v2: v2)
            let waiting = try await daemon.settled("acknowledged")
            #expect(try await server.status(signIn) == "PUSH_ACKNOWLEDGED")
            #expect(waiting["client_name"] == "Demo Shop")
            #expect(waiting["address"]["city"] == "Wimsheim")
            #expect(waiting["choices"] == .null)

            let id = try #require(waiting["id"].string)
            let allowed = try await stage.smartpush("allow", id, "--json")
            #expect(allowed.code == 0, "\(allowed.errors)")
            #expect(allowed.json["state"] == "allowed")
            #expect(allowed.json["choices"].array.count == 4)
            #expect(allowed.json["choices"].array.contains(.string(signIn.number)))
            #expect(try await server.status(signIn) == "ALLOWED")

            let verified = try await stage.smartpush("verify", id, signIn.number, "--json")
            #expect(verified.code == 0, "\(verified.errors)")
            #expect(verified.json["state"] == "authenticated")
            #expect(verified.json["ended_by"] == "user")
            #expect(try await server.status(signIn) == "AUTHENTICATED")

            let end = try await server.finish(signIn)
            #expect(end.status == 302)
            #expect(end.headers["location"]?.contains("code=") == true)
            let paths = try await server.log().filter { $0["step"] == "allow" }.compactMap { $0["path"].string }
            #expect(paths.allSatisfy { $0.contains("/v2/") == v2 })
        }
    }

    @Test("accepts the line that the simulator prints, from standard input and from a file")
    func enrollsFromTheSimulatorsLine() async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let daemon = try await stage.daemon()
            let line = try await server.program.output.line(with: "enrollment")
            let enrolled = try await stage.smartpush("enroll", "-", input: line)
            #expect(enrolled.code == 0, "\(enrolled.errors)")
            let again = try await stage.smartpush("enroll", try stage.write(line, to: stage.folder + "/e.json"))
            #expect(again.code == 2)
            #expect(try await daemon.get("/v1/enrollments").json["enrollments"].array.count == 1)
        }
    }

    @Test("is kept apart from that of another device")
    func twoDevices() async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let daemon = try await stage.daemon()
            let second = try await server.device(["medium_id": "second", "key_name": "Second desktop"])
            let first = try await daemon.enroll(server.enrollment)
            let other = try await daemon.enroll(second)

            let mine = try await server.initiate()
            let theirs = try await server.initiate(medium: "second")
            let one = try await daemon.event { $0["state"] == "acknowledged" && $0["enrollment"] == .string(first) }
            let two = try await daemon.event { $0["state"] == "acknowledged" && $0["enrollment"] == .string(other) }
            #expect(one["sub"] == .string(mine.sub))
            #expect(two["sub"] == .string(theirs.sub))

            let denied = try await daemon.decide("deny", try #require(two["id"].string))
            #expect(denied.status == 200)
            #expect(try await server.status(theirs) == "DENIED")
            #expect(try await server.status(mine) == "PUSH_ACKNOWLEDGED")
            let open = try await daemon.exchanges("?state=open")
            #expect(open.map { $0["id"] } == [one["id"]])
        }
    }

    @Test("can be denied when it is acknowledged, and when it is allowed", arguments: ["acknowledged", "allowed"])
    func deny(in state: String) async throws {
        try await withSignIn { daemon, server, signIn, id in
            if state == "allowed" { #expect(try await daemon.decide("allow", id).status == 200) }
            let denied = try await daemon.stage.smartpush("deny", id, "--reason", "not me", "--json")
            #expect(denied.code == 0, "\(denied.errors)")
            #expect(denied.json["state"] == "denied")
            #expect(denied.json["reason"] == "not me")
            #expect(denied.json["ended_by"] == "user")
            #expect(try await server.status(signIn) == "DENIED")
        }
    }

    @Test("can be cancelled when it is acknowledged, and when it is allowed", arguments: ["acknowledged", "allowed"])
    func cancel(in state: String) async throws {
        try await withSignIn { daemon, server, signIn, id in
            if state == "allowed" { #expect(try await daemon.decide("allow", id).status == 200) }
            let cancelled = try await daemon.stage.smartpush("cancel", id, "--json")
            #expect(cancelled.code == 0, "\(cancelled.errors)")
            #expect(cancelled.json["state"] == "cancelled")
            #expect(cancelled.json["ended_by"] == "user")
            #expect(try await server.status(signIn) == "CANCELLED")
        }
    }

    @Test("says which program answered it")
    func answeredBy() async throws {
        try await withSignIn { daemon, _, _, id in
            let allowed = try await daemon.stage.smartpush("allow", id, "--json")
            #expect(allowed.json["answered_by"]["exe"].string?.hasSuffix("/smartpush") == true)
            #expect(allowed.json["answered_by"]["pid"].number ?? 0 > 1)
        }
    }
}
