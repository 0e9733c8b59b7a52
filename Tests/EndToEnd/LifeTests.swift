import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("The daemon")
struct LifeTests {
    @Test("continues what was open, even after it was killed", arguments: [Signal.terminate, .kill])
    func restart(signal: Signal) async throws {
        try await withSignIn { daemon, server, signIn, id in
            #expect(try await daemon.decide("allow", id).status == 200)
            try await daemon.stop(signal)
            let next = try await daemon.stage.daemon()
            let exchange = try await next.exchange(id)
            #expect(exchange["state"] == "allowed")
            #expect(exchange["choices"].array.count == 4)
            #expect(try await next.decide("allow", id).status == 200)
            #expect(try await next.decide("verify", id, ["passcode": .string(signIn.number)]).status == 200)
            #expect(try await server.status(signIn) == "AUTHENTICATED")
            #expect(try await server.results(of: "allow") == ["ok"])
        }
    }

    @Test("keeps each push that was answered, whatever happens")
    func durable() async throws {
        try await withSilentServer { daemon, enrollment in
            var ids: Set<JSON> = []
            for _ in 0..<10 { ids.insert(try await daemon.deliver(push(enrollment).text)["id"]) }
            try await daemon.stop(.kill)
            let next = try await daemon.stage.daemon()
            #expect(Set(try await next.exchanges().map { $0["id"] }) == ids)
        }
    }

    @Test("runs once: a second one on the same folders is refused, and harms nothing")
    func second() async throws {
        try await withSignIn { daemon, server, signIn, id in
            try await server.arm("allow", "hang", "before")
            #expect(try await daemon.decide("allow", id, query: "?wait=0").status == 202)
            let events = try await daemon.exchange(id)
            for changes in [[:], ["SMARTPUSH_RUNTIME_DIR": daemon.stage.folder + "/other"]] {
                let second = try await daemon.stage.failingDaemon(changes)
                #expect(second.code != 0)
                #expect(second.errors.contains("another"))
                expectOneSentence(second)
            }
            #expect(try await daemon.exchange(id) == events)
            #expect(try await server.results(of: "allow").count <= 1)
            #expect(try await daemon.deliver(push(server.enrollment).text)["ok"] == true)
        }
    }

    @Test("refuses to run if another one uses the same sockets")
    func secondOnTheSockets() async throws {
        try await withSilentServer { daemon, _ in
            let second = try await daemon.stage.failingDaemon(
                ["SMARTPUSH_STATE_DIR": daemon.stage.folder + "/other"])
            #expect(second.code != 0)
            #expect(second.errors.contains(daemon.stage.inbox))
            expectOneSentence(second)
            #expect(try await daemon.get("/v1/status").status == 200)
        }
    }

    @Test("creates its folders and files for its user only, and replaces sockets that were left behind")
    func modes() async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            for path in [stage.runtime, stage.state] { #expect(try mode(path) == 0o700) }
            for path in [stage.api, stage.inbox, stage.database, stage.database + "-wal"] {
                #expect(try mode(path) == 0o600, "\(path)")
            }
            try await daemon.stop(.kill)
            #expect(FileManager.default.fileExists(atPath: stage.api))
            let next = try await stage.daemon()
            #expect(try await next.get("/v1/status").status == 200)
            #expect(try await next.stop() == .exited(0))
            for path in [stage.api, stage.inbox] { #expect(!FileManager.default.fileExists(atPath: path)) }
        }
    }

    @Test(
        "stops promptly at a signal, with readers, writers and requests under way",
        arguments: [Signal.terminate, .interrupt])
    func stop(signal: Signal) async throws {
        try await withSignIn { daemon, server, _, id in
            try await daemon.withEvents { events in
                try await withWire(to: daemon.inbox) { half in
                    try await half.send("{\"data\":")
                    try await withWire(to: daemon.api.place) { idle in
                        try await idle.send(HTTPPlace.request("GET", "/v1/status"))
                        #expect(try await idle.reply().status == 200)
                        try await server.arm("allow", "hang", "before")
                        try await idle.send(HTTPPlace.request("POST", "/v1/exchanges/\(id)/allow"))
                        _ = try await events.first { $0["operation"]["name"] == "allow" }
                        #expect(try await daemon.stop(signal) == .exited(0))
                    }
                }
            }
            // It was being sent: the next start asks for its outcome, and sends it again.
            let next = try await daemon.stage.daemon()
            try await next.settled("allowed", id: id)
            #expect(try await server.results(of: "allow") == ["fault", "ok"])
        }
    }

    @Test("does not start if it can't, and states the reason in one sentence")
    func refusals() async throws {
        try await Stage.with { stage in
            let file = try stage.write("", to: stage.folder + "/file")
            let noState = try await stage.failingDaemon(["SMARTPUSH_STATE_DIR": file + "/state"])
            #expect(noState.errors.contains(file + "/state"))
            let noRuntime = try await stage.failingDaemon(["SMARTPUSH_RUNTIME_DIR": "/proc/smartpush"])
            #expect(noRuntime.errors.contains("/proc/smartpush"))
            let long = try await stage.failingDaemon(
                ["SMARTPUSH_RUNTIME_DIR": stage.folder + "/" + String(repeating: "x", count: 100)])
            #expect(long.errors.contains("too long"))
            for failure in [noState, noRuntime, long] {
                #expect(failure.code != 0)
                expectOneSentence(failure)
            }
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}

/// On standard error, and nothing else.
func expectOneSentence(
    _ ended: Ended, of program: String = "smartpushd", sourceLocation: SourceLocation = #_sourceLocation
) {
    let lines = ended.errors.split(separator: "\n").filter { $0.hasPrefix("\(program): ") }
    #expect(lines.count == 1, "\(ended.errors)", sourceLocation: sourceLocation)
    #expect(!ended.errors.contains("Fatal error"), sourceLocation: sourceLocation)
}
