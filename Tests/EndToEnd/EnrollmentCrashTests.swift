import Subprocess
import TestSupport
import Testing

/// A boundary in the life of an enrollment at which the daemon is killed.
@Suite("A daemon that is killed while it enrolls, changes its push id or unenrolls")
struct EnrollmentCrashTests {
    /// Where the daemon is killed, the answer when the link is given again, and what the server has received by then.
    static let scans: [(point: String, state: String, requests: [String])] = [
        ("before_commit:scan/scanning", "scanned", ["ok"]), ("after_commit:scan/scanning", "scanned", ["ok"]),
        ("before_request:scan", "scanned", ["ok"]), ("request_sent:scan", "unresolved", ["ok", "VER_0032"]),
        ("answer_received:scan", "unresolved", ["ok", "VER_0032"]),
        ("before_commit:scan/scanned", "unresolved", ["ok", "VER_0032"]),
        ("after_commit:scan/scanned", "scanned", ["ok"]),
    ]

    @Test("at any boundary of a scan uses the link once, and reports its state", arguments: scans.indices)
    func scan(index: Int) async throws {
        let crash = Self.scans[index]
        try await Stage.with { stage in
            let server = try await stage.server()
            let setup = try await server.startEnrollment()
            let doomed = try await stage.daemon(["SMARTPUSH_CRASH_AT": crash.point])
            let caller = Task { try await doomed.scan(setup) }
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            _ = await caller.result
            if crash.requests.count > 1 {
                while try await server.results(of: "scan").isEmpty { await Task.yield() }
            }
            let next = try await stage.daemon()
            let again = try await next.scan(setup)
            if crash.state == "unresolved" {
                #expect(again.isProblem("unresolved", 502), "\(again.text)")
            } else {
                #expect(again.json["state"] == .string(crash.state), "\(again.text)")
            }
            #expect(try await server.results(of: "scan") == crash.requests)
        }
    }

    static let numbers = [
        "before_commit:scan/verifying", "after_commit:scan/verifying", "before_request:enroll", "request_sent:enroll",
        "answer_received:enroll", "before_commit:scan/enrolled", "after_commit:scan/enrolled",
    ]

    @Test("at any boundary of the number is enrolled, and has sent it once", arguments: numbers)
    func number(point: String) async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let setup = try await server.startEnrollment()
            let daemon = try await stage.daemon()
            let id = try #require(try await daemon.scan(setup).json["id"].string)
            try await daemon.stop()
            let doomed = try await stage.daemon(["SMARTPUSH_CRASH_AT": point])
            let caller = Task { try await doomed.verify(id, setup.number) }
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            _ = await caller.result
            let next = try await stage.daemon()
            if point == "before_commit:scan/verifying" {
                #expect(try await next.get("/v1/enrollments/scan/\(id)").json["state"] == "scanned")
            }
            let ended = try await next.verify(id, setup.number)
            #expect(ended.json["state"] == "enrolled", "\(ended.text)")
            #expect(try await server.results(of: "enroll") == ["ok"])
            #expect(try await server.devices().count == 2)
            #expect(try await next.get("/v1/enrollments").json["enrollments"].array.count == 1)
        }
    }

    static let pushIDs = [
        "before_commit:push-id/sending", "after_commit:push-id/sending", "before_request:push_id",
        "request_sent:push_id",
        "answer_received:push_id", "before_commit:push-id/taken", "after_commit:push-id/taken",
    ]

    @Test("at any boundary of a new push id uses the same one as the server", arguments: pushIDs)
    func pushID(point: String) async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let daemon = try await stage.daemon()
            let enrollment = try await daemon.enroll(server.enrollment)
            try await daemon.stop()
            let doomed = try await stage.daemon(["SMARTPUSH_CRASH_AT": point])
            let caller = Task {
                try await doomed.api.call("PATCH", "/v1/enrollments/\(enrollment)", ["push_id": "new"])
            }
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            _ = await caller.result
            let hasArrived = pushIDHasArrived(point)
            while hasArrived, try await server.results(of: "push-id").isEmpty { await Task.yield() }
            let next = try await stage.daemon()
            let signIn = try await server.initiate()
            let id = try #require(try await next.settled("acknowledged")["id"].string)
            #expect(try await next.decide("allow", id).status == 200)
            #expect(try await server.status(signIn) == "ALLOWED")
            #expect(try await server.results(of: "push-id") == (hasArrived ? ["ok"] : []))
        }
    }

    private func pushIDHasArrived(_ point: String) -> Bool {
        !["before_commit:push-id/sending", "after_commit:push-id/sending", "before_request:push_id"].contains(point)
    }

    @Test(
        "at any boundary of a removal informs the server, or has not removed anything",
        arguments: [
            "before_commit:unenroll", "after_commit:unenroll", "before_request:unenroll", "request_sent:unenroll",
            "answer_received:unenroll", "before_commit:farewell", "after_commit:farewell",
        ])
    func unenroll(point: String) async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let daemon = try await stage.daemon()
            let enrollment = try await daemon.enroll(server.enrollment)
            try await daemon.stop()
            let doomed = try await stage.daemon(["SMARTPUSH_CRASH_AT": point])
            let caller = Task { try await doomed.api.call("DELETE", "/v1/enrollments/\(enrollment)") }
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            _ = await caller.result
            let next = try await stage.daemon()
            guard point != "before_commit:unenroll" else {
                #expect(try await next.get("/v1/enrollments/\(enrollment)").status == 200)
                #expect(try await server.devices().count == 1)
                return
            }
            #expect(try await next.get("/v1/enrollments/\(enrollment)").status == 404)
            while try await !server.devices().isEmpty { await Task.yield() }
            // A removal that the server may have received is sent again, which does no harm.
            let told = try await server.results(of: "unenroll").filter { $0 == "ok" }
            #expect(told == ["ok"])
        }
    }
}
