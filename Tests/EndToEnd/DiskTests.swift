import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite(
    "A disk that is full",
    .enabled("no disk can be mounted here") { await Disk.isPossible() })
struct FullDiskTests {
    @Test("refuses pushes and decisions, and nothing else; with space again, all continues")
    func whileItRuns() async throws {
        try await withSignInOnDisk { daemon, disk, server, signIn, id in
            try await disk.fill()
            let refused = try await daemon.deliver(push(server.enrollment).text)
            #expect(refused["ok"] == false)
            #expect(refused["error"]["code"] == "unavailable")
            #expect(refused["error"]["detail"].string?.contains("the disk is full") == true)
            let health = try await daemon.get("/v1/status").json["health"]
            #expect(health["database"]["ok"] == false)
            #expect(health["inbox"]["ok"] == false)
            let decision = try await daemon.decide("allow", id)
            #expect(decision.isProblem("unavailable", 503))
            #expect(decision.json["detail"].string?.contains("make room") == true)
            let said = try await daemon.stage.smartpush("allow", id)
            #expect(said.code == 70)
            #expect(said.errors.contains("the disk is full"))
            // The sign-in is still shown.
            #expect(try await daemon.exchange(id)["state"] == "acknowledged")
            #expect(daemon.log.components(separatedBy: "event=store_trouble").count == 2, "said once: \(daemon.log)")
            #expect(try await server.results(of: "allow") == [], "nothing is sent that is not written down")

            try await disk.makeRoom()
            #expect(try await daemon.deliver(push(server.enrollment).text)["ok"] == true)
            #expect(try await daemon.decide("allow", id).status == 200)
            let number: JSON = ["passcode": .string(signIn.number)]
            #expect(try await daemon.decide("verify", id, number).json["state"] == "authenticated")
            #expect(try await server.status(signIn) == "AUTHENTICATED")
            #expect(try await daemon.get("/v1/status").json["health"]["database"]["ok"] == true)
        }
    }

    @Test("is reported until something can be written again, and not longer")
    func toldOf() async throws {
        try await withSignInOnDisk { daemon, disk, server, _, _ in
            try await disk.fill()
            #expect(try await daemon.deliver(push(server.enrollment).text)["ok"] == false)
            // What the server answers in the meantime changes nothing, and writing nothing is no sign of space.
            let polls = try await server.results(of: "status").count
            while try await server.results(of: "status").count < polls + 3 { await Task.yield() }
            #expect(try await daemon.isWritable == false)
            #expect(daemon.log.components(separatedBy: "event=store_trouble").count == 2, "said once: \(daemon.log)")
            try await disk.makeRoom()
            while try await !daemon.isWritable { await Task.yield() }
        }
    }

    @Test("keeps the answer of the server, with the next id, until there is space")
    func answerKept() async throws {
        try await withSignInOnDisk { daemon, disk, server, signIn, id in
            try server.program.signal(.suspend)
            #expect(try await daemon.decide("allow", id, query: "?wait=0").status == 202)
            try await disk.fill()
            try server.program.signal(.resume)
            try await daemon.program.errors.line(with: "event=store_trouble")
            #expect(try await daemon.exchange(id)["operation"]["name"] == "allow")
            try await disk.makeRoom()
            #expect(try await daemon.settled("allowed", id: id)["choices"].array.count == 4)
            let number: JSON = ["passcode": .string(signIn.number)]
            #expect(try await daemon.decide("verify", id, number).json["state"] == "authenticated")
        }
    }

    @Test("lets the daemon stop at a signal, and the rest is settled at the next start")
    func stop() async throws {
        try await withSignInOnDisk { daemon, disk, server, _, id in
            try server.program.signal(.suspend)
            #expect(try await daemon.decide("deny", id, query: "?wait=0").status == 202)
            try await disk.fill()
            try server.program.signal(.resume)
            try await daemon.program.errors.line(with: "event=store_trouble")
            #expect(try await daemon.stop() == .exited(0))
            try await disk.makeRoom()
            let next = try await daemon.stage.daemon(on: disk)
            try await next.settled("denied", id: id)
        }
    }

    @Test("lets the daemon start and show what is stored, and it continues once there is space")
    func start() async throws {
        try await withSignInOnDisk { daemon, disk, server, signIn, id in
            try await server.arm("allow", "hang", "before")
            #expect(try await daemon.decide("allow", id, query: "?wait=0").status == 202)
            while try await server.results(of: "allow").isEmpty {}
            try await daemon.stop(.kill)
            try await disk.fill()
            let next = try await daemon.stage.daemon(on: disk)
            #expect(try await next.exchange(id)["operation"]["name"] == "allow")
            #expect(try await next.deliver(push(server.enrollment).text)["error"]["code"] == "unavailable")
            // The outcome of the step comes before another step.
            #expect(try await next.decide("deny", id).isProblem("unavailable", 503))
            try await disk.makeRoom()
            try await next.settled("allowed", id: id)
            let number: JSON = ["passcode": .string(signIn.number)]
            #expect(try await next.decide("verify", id, number).json["state"] == "authenticated")
        }
    }

    @Test("without space for a log prevents the start, with a sentence, and nothing is lost")
    func startWithoutRoom() async throws {
        try await withSignInOnDisk { daemon, disk, _, _, id in
            try await daemon.stop()
            try await disk.fill()
            let failure = try await daemon.stage.failingDaemon(on: disk)
            #expect(failure.code == 70)
            #expect(failure.errors.contains("the disk is full"))
            expectOneSentence(failure)
            try await disk.makeRoom()
            let next = try await daemon.stage.daemon(on: disk)
            #expect(try await next.exchange(id)["state"] == "acknowledged")
        }
    }
}

@Suite(
    "A disk that is read-only",
    .enabled("no disk can be mounted here") { await Disk.isPossible() })
struct ReadOnlyDiskTests {
    @Test("prevents the start, with a sentence, and nothing is lost")
    func start() async throws {
        try await withSignInOnDisk { daemon, disk, _, _, id in
            try await daemon.stop(.kill)
            try await disk.setReadOnly(true)
            let failure = try await daemon.stage.failingDaemon(on: disk)
            #expect(failure.code == 70)
            #expect(failure.errors.contains("read-only"))
            #expect(failure.errors.contains(daemon.stage.state))
            expectOneSentence(failure)
            try await disk.setReadOnly(false)
            let next = try await daemon.stage.daemon(on: disk)
            #expect(try await next.exchange(id)["state"] == "acknowledged")
        }
    }

    @Test("that becomes so at run time refuses each write, and works again afterwards")
    func whileItRuns() async throws {
        // A disk with a file open for writing can't be remounted read-only; a limit on the file size refuses the same
        // calls.
        try await withSignIn { daemon, server, _, id in
            try await daemon.limit("fsize", "0")
            #expect(try await daemon.deliver(push(server.enrollment).text)["error"]["code"] == "unavailable")
            let decision = try await daemon.decide("deny", id)
            #expect(decision.isProblem("unavailable", 503))
            #expect(decision.json["detail"].string?.contains(daemon.stage.database) == true)
            #expect(try await daemon.exchange(id)["state"] == "acknowledged")
            #expect(try await daemon.get("/v1/status").json["health"]["database"]["ok"] == false)
            try await daemon.limit("fsize", "unlimited")
            #expect(try await daemon.decide("deny", id).json["state"] == "denied")
            #expect(try daemon.stage.filesSetAside() == [])
        }
    }
}

/// A server, and a daemon whose state is on its own disk, with a sign-in that waits for the user.
private func withSignInOnDisk(
    _ story: (Daemon, Disk, SimulatedServer, SimulatedServer.SignIn, _ id: String) async throws -> Void
) async throws {
    try await Stage.with { stage in
        let disk = try await stage.disk()
        let server = try await stage.server()
        let daemon = try await stage.daemon(on: disk)
        _ = try await daemon.enroll(server.enrollment)
        let signIn = try await server.initiate()
        let id = try #require(try await daemon.settled("acknowledged")["id"].string)
        try await story(daemon, disk, server, signIn, id)
    }
}

extension Daemon {
    /// What it reports about its database.
    fileprivate var isWritable: Bool {
        get async throws { try await get("/v1/status").json["health"]["database"]["ok"] == true }
    }
}
