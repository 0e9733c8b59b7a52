import FoundationEssentials
import TestSupport
import Testing

@Suite("A tenant that delivers nothing, and tells as little as a real one")
struct TenantTests {
    /// With every call of a device missing on one of the path sets, or on the one that is asked first.
    private static let tenants: [[String]] = [
        [], ["--without", "guide"], ["--without", "v2"], ["--old-shapes", "--error-form", "b"],
        [
            "--without", "guide:scan", "--without", "v2:enroll", "--without", "guide:pending", "--without",
            "guide:allow",
        ],
        ["--without", "guide:verify", "--without", "guide:acknowledge", "--without-status", "405"],
        ["--without", "guide:configured", "--without", "v2:configured"],
    ]

    @Test("enrolls by a link with nothing but an id, and signs in, whichever paths it has", arguments: tenants)
    func signsIn(arguments: [String]) async throws {
        try await Stage.with { stage in
            let server = try await stage.server(["--no-delivery", "--minimal-links"] + arguments)
            let daemon = try await stage.daemon([
                "SMARTPUSH_POLL_SECONDS": "1", "SMARTPUSH_DEVICE_NAME": "desk of this test",
            ])
            let id = try await enroll(daemon, server)
            let enrollment = try await daemon.get("/v1/enrollments/\(id)").json
            let isDescribed = !arguments.contains("v2:configured")
            #expect(enrollment["tenant_key"] == (isDescribed ? "smartpush-sim" : ""))
            #expect(enrollment["account"].string?.contains("@") == true, "\(enrollment)")
            #expect(enrollment["path_set"] == "auto" && enrollment["server"]["state"] == "ok")
            #expect(try await server.devices().contains { $0.contains("desk of this test") })

            let signIn = try await server.initiate(medium: try await server.mediums().last)
            let waiting = try await daemon.settled("acknowledged")
            #expect(waiting["enrollment"] == .string(id) && waiting["confirmed"] == true)
            #expect(waiting["account"] == enrollment["account"])
            let exchange = try #require(waiting["id"].string)
            #expect(try await daemon.decide("allow", exchange).status == 200)
            let verified = try await daemon.decide("verify", exchange, ["passcode": .string(signIn.number)])
            #expect(verified.status == 200 && verified.json["state"] == "authenticated", "\(verified.text)")
            #expect(try await server.status(signIn) == "AUTHENTICATED")
        }
    }

    @Test("is not called by a link alone") func isConfirmed() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(["--no-delivery"])
            let setup = try await server.startEnrollment()
            let daemon = try await stage.daemon()
            let body: JSON = ["link": .string(setup.link)]
            let refused = try await daemon.api.call("POST", "/v1/enrollments/scan", body)
            #expect(refused.isProblem("confirm_server", 409) && refused.json["base_url"] == .string(setup.server))
            #expect(!refused.text.contains(setup.exchangeID))
            #expect(try await server.results(of: "scan").isEmpty)
            #expect(try await daemon.scan(setup).status == 201)
        }
    }

    @Test("is told when the user gives up") func isGivenUp() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(["--no-delivery"])
            let setup = try await server.startEnrollment()
            let daemon = try await stage.daemon()
            let id = try #require(try await daemon.scan(setup).json["id"].string)
            #expect(try await daemon.api.call("DELETE", "/v1/enrollments/scan/\(id)").status == 204)
            #expect(try await server.results(of: "give-up") == ["ok"])
            #expect(try await daemon.get("/v1/enrollments/scan/\(id)").json["state"] == "cancelled")
            #expect(try await daemon.verify(id, setup.number).isProblem("wrong_state", 409))
        }
    }

    @Test("that checks push ids is quoted, and takes one that it knows") func checksPushIDs() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(["--no-delivery", "--check-push-id", "--push-token", "known-token"])
            let daemon = try await stage.daemon()
            let refused = try await daemon.scan(try await server.startEnrollment())
            #expect(refused.isProblem("refused", 502), "\(refused.text)")
            #expect(refused.text.contains("push token") && refused.text.contains("push_id"))
            let taken = try await daemon.scan(try await server.startEnrollment(), ["push_id": "known-token"])
            #expect(taken.status == 201, "\(taken.text)")
        }
    }

    @Test("that does not know a device is distinguished from one that does not answer") func doesNotKnowTheDevice()
        async throws
    {
        try await Stage.with { stage in
            let server = try await stage.server(["--no-delivery"])
            let daemon = try await stage.daemon()
            let known = try await daemon.api.call("POST", "/v1/enrollments", server.enrollment)
            #expect(known.json["server"]["state"] == "ok", "\(known.text)")
            let stranger = server.enrollment.with("device_id", "stranger").with("sub", "another").with("account", "eve")
            let refused = try await daemon.api.call("POST", "/v1/enrollments", stranger)
            #expect(refused.status == 201 && refused.json["server"]["state"] == "refused", "\(refused.text)")
            #expect(refused.json["account"] == "eve")
            let silent = try await daemon.api.call(
                "POST", "/v1/enrollments", silentEnrollment.with("tenant_key", "silent"))
            #expect(silent.json["server"]["state"] == "unreachable", "\(silent.text)")
            let again = try await daemon.api.call("POST", "/v1/enrollments", stranger)
            #expect(again.isProblem("conflict", 409) && again.text.contains("eve is enrolled already as"))
        }
    }

    /// Enrolls by a link, with the server and the client id that an administrator gives.
    private func enroll(_ daemon: Daemon, _ server: SimulatedServer) async throws -> String {
        let setup = try await server.startEnrollment()
        let scanned = try await daemon.scan(setup, ["client_id": .string(setup.clientID)])
        #expect(scanned.status == 201, "\(scanned.text)")
        let id = try #require(scanned.json["id"].string)
        let verified = try await daemon.verify(id, setup.number)
        #expect(verified.status == 200 && verified.json["state"] == "enrolled", "\(verified.text)")
        return id
    }
}
