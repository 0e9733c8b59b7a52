import Subprocess
import TestSupport
import Testing

@Suite("A daemon that is killed")
struct CrashTests {
    @Test("at any boundary of any step loses nothing, repeats nothing and reports the state", arguments: CrashCase.all)
    func everyBoundary(crash: CrashCase) async throws {
        try await Stage.with { stage in
            let server = try await stage.server(inbox: stage.folder + "/nowhere.sock")
            var story = CrashStory(crash: crash, server: server)
            try await story.playUntilTheStep(on: stage)
            let lists = try await server.results(of: "pending").count
            let doomed = try await stage.daemon(["SMARTPUSH_CRASH_AT": crash.point])
            // Once the daemon has fetched the pending list, a push can only come through the inbox.
            while try await server.results(of: "pending").count == lists { await Task.yield() }
            try await story.initiateIfNotDone()
            let caller = Task { [story] in try await story.takeTheStep(with: doomed) }
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            _ = await caller.result
            // Requests that were sent arrive, but a killed process can't wait for that.
            while crash.hasArrived, try await server.results(of: crash.step.rawValue).isEmpty { await Task.yield() }

            let next = try await stage.daemon()
            if crash.isForgotten {
                let exchange = try await next.exchange(try #require(story.id))
                #expect(exchange["state"] == .string(crash.before))
                #expect(exchange["operation"] == .null)
            } else {
                let exchange = try await next.settled(crash.end, id: story.id)
                #expect(exchange["ended_by"] == crash.endedBy)
            }
            #expect(try await server.results(of: crash.step.rawValue) == crash.results)
            try await expectNothingTakenTwice(server)
            try await story.takeTheStepAgain(with: next)
        }
    }

    @Test(
        "while it settles a step continues to settle it",
        arguments: [
            "before_commit:acknowledged/deny/settling", "after_commit:acknowledged/deny/settling",
            "before_commit:acknowledged/deny/waiting", "after_commit:acknowledged/deny/waiting",
            "before_commit:denied", "after_commit:denied",
        ], ["before", "after"])
    func settling(point: String, moment: String) async throws {
        try await withSignIn { daemon, server, _, id in
            try await daemon.stop()
            try await server.arm("deny", "close", moment)
            let doomed = try await daemon.stage.daemon(["SMARTPUSH_CRASH_AT": point])
            let caller = Task { try await doomed.decide("deny", id) }
            // If the server has taken it, there is nothing to wait for.
            if moment == "before" || !point.hasSuffix("waiting") {
                #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            } else {
                #expect(try await caller.value.json["state"] == "denied")
                try await doomed.stop()
            }
            _ = await caller.result
            let next = try await daemon.stage.daemon()
            #expect(try await next.settled("denied", id: id)["ended_by"] == "user")
            #expect(try await server.results(of: "deny") == (moment == "before" ? ["fault", "ok"] : ["ok"]))
        }
    }

    @Test("twice in a row behaves as if it was killed once")
    func twice() async throws {
        try await withSignIn { daemon, server, _, id in
            try await daemon.stop()
            for point in [
                "after_commit:acknowledged/allow/sending", "before_commit:acknowledged/allow/settling",
                "after_commit:acknowledged/allow/settling", "after_commit:acknowledged/allow/waiting",
            ] {
                let doomed = try await daemon.stage.start("smartpushd", environment: ["SMARTPUSH_CRASH_AT": point])
                if point.hasSuffix("sending") {
                    try await doomed.errors.line(with: "event=ready")
                    _ = try? await Daemon(doomed, daemon.stage).decide("allow", id)
                }
                #expect(try await doomed.termination == .signaled(Signal.kill.rawValue), "\(point)")
            }
            try await daemon.stage.daemon().settled("allowed", id: id)
            #expect(try await server.results(of: "allow") == ["ok"])
        }
    }

    @Test("as a sign-in ends elsewhere adopts that end again", arguments: ["before_commit", "after_commit"])
    func endsElsewhere(point: String) async throws {
        try await withSignIn { daemon, server, signIn, id in
            try await daemon.stop()
            let doomed = try await daemon.stage.daemon(["SMARTPUSH_CRASH_AT": point + ":cancelled"])
            try await server.cancel(signIn)
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            #expect(try await daemon.stage.daemon().settled("cancelled", id: id)["ended_by"] == "remote")
        }
    }

    @Test("as a sign-in expires lets it expire", arguments: ["before_commit", "after_commit"])
    func expires(point: String) async throws {
        try await withEnrolled(["--ttl", "2"]) { daemon, server, _ in
            try await daemon.stop()
            let doomed = try await daemon.stage.daemon(["SMARTPUSH_CRASH_AT": point + ":expired"])
            _ = try await server.initiate()
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            #expect(try await daemon.stage.daemon().settled("expired")["ended_by"] == "clock")
        }
    }

    @Test("as it removes an enrollment has removed it with all its sign-ins, or not at all", arguments: [true, false])
    func unenroll(isCommitted: Bool) async throws {
        try await withSignIn { daemon, _, _, id in
            let enrollment = try await daemon.exchange(id)["enrollment"].string ?? ""
            try await daemon.stop()
            let point = isCommitted ? "after_commit:cancelled" : "before_commit:cancelled"
            let doomed = try await daemon.stage.daemon(["SMARTPUSH_CRASH_AT": point])
            _ = try? await doomed.api.call("DELETE", "/v1/enrollments/\(enrollment)")
            #expect(try await doomed.program.termination == .signaled(Signal.kill.rawValue))
            let next = try await daemon.stage.daemon()
            #expect(try await next.get("/v1/enrollments/\(enrollment)").status == (isCommitted ? 404 : 200))
            #expect(try await next.exchange(id)["state"] == (isCommitted ? "cancelled" : "acknowledged"))
        }
    }
}

/// An id that the server took is not sent again, except for an acknowledgement, which is settled in this way.
func expectNothingTakenTwice(
    _ server: SimulatedServer, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    var taken: Set<String> = []
    for request in try await server.log() {
        guard let id = request["exchange_id"].string, let step = request["step"].string else { continue }
        guard ["acknowledge", "allow", "deny", "cancel", "verify"].contains(step) else { continue }
        let isTaken = request["result"] == "ok"
        if taken.contains(id) {
            #expect(step == "acknowledge" && !isTaken, "\(step) of \(id) again", sourceLocation: sourceLocation)
        } else if isTaken {
            taken.insert(id)
        }
    }
}
