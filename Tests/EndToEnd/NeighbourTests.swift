import FoundationEssentials
import Glibc
import Subprocess
import TestSupport
import Testing

@Suite("Neighbours that misbehave")
struct NeighbourTests {
    /// The most additional memory that the daemon may use, whatever its clients do: see the limits in the
    /// documentation.
    private static let bound = 48.0

    @Test("are served only if they are of the same user", .enabled(if: getuid() == 0, "needs to become another one"))
    func strangers() async throws {
        try await withSilentServer { daemon, enrollment in
            let stage = daemon.stage
            for path in [stage.folder, stage.folder + "/run", stage.runtime] {
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            for path in [stage.api, stage.inbox] {
                try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
            }
            for path in [stage.api, stage.inbox] {
                let identity = ["--reuid", "65534", "--regid", "65534", "--clear-groups"]
                let curl = ["curl", "--silent", "--max-time", "20", "--unix-socket", path]
                let asked = try await stage.run("setpriv", identity + curl + ["http://localhost/v1/status"])
                // It is closed so soon that curl may report a failure to connect (7).
                #expect([7, 52, 55, 56].contains(asked.code), "curl: \(asked.errors)")
                #expect(asked.output.isEmpty)
            }
            // It is served after the strangers, who came first.
            #expect(try await daemon.deliver(push(enrollment).text)["ok"] == true)
            #expect(try await daemon.get("/v1/status").status == 200)
            try await daemon.stop()
            #expect(daemon.program.errors.all.count { $0.contains("closed on uid 65534") } == 2, "\(daemon.log)")
        }
    }

    @Test("can't lock the others out, even with a thousand connections on each socket")
    func thousand() async throws {
        try await withSilentServer { daemon, enrollment in
            let before = try daemon.program.memory
            var crowds: [Crowd] = []
            for (place, beginning) in [
                (daemon.api.place, ""), (daemon.inbox, ""), (daemon.inbox, "{\"data\":\""),
                (daemon.api.place, "POST /v1/enrollments HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{"),
            ] {
                crowds.append(try await Crowd.gather(1_000, at: place, sending: beginning))
                #expect(try await daemon.get("/v1/status").status == 200)
                #expect(try await daemon.deliver(push(enrollment).text)["ok"] == true)
            }
            let grown = try daemon.program.memory - before
            #expect(grown < Self.bound)
            for crowd in crowds { await crowd.leave() }
            #expect(try await daemon.get("/v1/status").status == 200)
        }
    }

    @Test("are disconnected if they do not finish a request, or do not read the answer")
    func halfOpen() async throws {
        try await withSilentServer { daemon, enrollment in
            for _ in 0..<30 {
                try await daemon.deliver(
                    push(enrollment).with("message", .string(String(repeating: "m", count: 2_000))).text)
            }
            let lines = try await Crowd.gather(20, at: daemon.inbox, sending: "{\"data\":")
            let heads = try await Crowd.gather(20, at: daemon.api.place, sending: "GET /v1/status HT")
            let bodies = try await Crowd.gather(
                20, at: daemon.api.place, sending: "POST /v1/refresh HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
            try await withWire(to: daemon.api.place) { deaf in
                // More than the kernel and the daemon buffer for a reader.
                for _ in 0..<20 { try await deaf.send(HTTPPlace.request("GET", "/v1/exchanges")) }
                #expect(try await daemon.get("/v1/status").status == 200)
                for crowd in [lines, heads, bodies] { try await crowd.areClosed() }
                #expect(try await deaf.rest().count < 20 * 30 * 2_000)
            }
            #expect(try await daemon.deliver(push(enrollment).text)["ok"] == true)
            #expect(try await daemon.get("/v1/status").status == 200)
        }
    }

    @Test("can't fill its memory with large answers that they do not read")
    func deaf() async throws {
        try await withSilentServer { daemon, enrollment in
            let large = push(enrollment).with("message", .string(String(repeating: "m", count: 2_000)))
            try await withWire(to: daemon.inbox) { wire in
                for number in 0..<500 {
                    try await wire.send(large.with("exchange_id", .string("push-\(number)")).text + "\n")
                    #expect(JSON(try await wire.line() ?? "")["ok"] == true)
                }
            }
            let list = HTTPPlace.request("GET", "/v1/exchanges?limit=1000")
            let before = try daemon.program.memory
            let crowd = try await Crowd.gather(60, at: daemon.api.place, sending: list, deaf: true)
            // It is sent last, when the sixty have been answered as far as possible.
            #expect(try await daemon.get("/v1/status").status == 200)
            let grown = try daemon.program.memory - before
            #expect(grown < Self.bound)
            try await crowd.areClosed()
            #expect(try await daemon.get("/v1/exchanges?limit=1000").json["exchanges"].array.count == 500)
        }
    }

    @Test("can be slow, byte by byte, while others are served")
    func bytes() async throws {
        try await withSilentServer { daemon, enrollment in
            try await withWire(to: daemon.inbox) { slowDeliverer in
                try await withWire(to: daemon.api.place) { slowReader in
                    let request = HTTPPlace.request("GET", "/v1/status")
                    let line = push(enrollment).text + "\n"
                    var rest = Array(request.utf8)[...]
                    for byte in line.utf8 {
                        try await slowDeliverer.send([byte])
                        if let byte = rest.popFirst() {
                            try await slowReader.send([byte])
                            #expect(try await daemon.get("/v1/status").status == 200)
                        }
                    }
                    #expect(JSON(try await slowDeliverer.line() ?? "")["ok"] == true)
                    #expect(try await slowReader.reply().status == 200)
                }
            }
        }
    }

    @Test("can hold an idle connection to the inbox, which is only closed in favour of others")
    func idle() async throws {
        try await withSilentServer { daemon, enrollment in
            try await withWire(to: daemon.inbox) { idle in
                try await withWire(to: daemon.inbox) { busy in
                    for _ in 0..<3 {
                        let crowd = try await Crowd.gather(40, at: daemon.inbox)
                        try await busy.send(push(enrollment).text + "\n")
                        #expect(JSON(try await busy.line() ?? "")["ok"] == true)
                        await crowd.leave()
                    }
                    try await idle.send(push(enrollment).text + "\n")
                    #expect(JSON(try await idle.line() ?? "")["ok"] == true)
                    _ = try await Crowd.gather(64, at: daemon.inbox)
                    #expect(try await idle.line() == nil)
                }
            }
        }
    }

    @Test("that send garbage get an answer, in order")
    func garbage() async throws {
        try await withSilentServer { daemon, enrollment in
            var random = SystemRandomNumberGenerator()
            for place in [daemon.api.place, daemon.inbox] {
                let garbage = (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) }
                try await withWire(to: place) { wire in
                    try await wire.send(garbage)
                    wire.finish()
                    #expect(!(try await wire.rest()).isEmpty)
                }
            }
            try await withWire(to: daemon.inbox) { wire in
                try await wire.send(String(repeating: "{]\n", count: 1_000) + push(enrollment).text + "\n")
                for _ in 0..<1_000 { #expect(JSON(try await wire.line() ?? "")["error"]["code"] == "malformed") }
                #expect(JSON(try await wire.line() ?? "")["ok"] == true)
            }
            #expect(try await daemon.get("/v1/status").status == 200)
        }
    }

    @Test("have to wait if too many are served, and learn that")
    func served() async throws {
        try await withSilentServer { daemon, _ in
            let follow = HTTPPlace.request("GET", "/v1/events")
            let readers = try await Crowd.gather(16, at: daemon.api.place, sending: follow)
            // It is sent last, and answered when the sixteen streams have begun.
            let refused = try await daemon.get("/v1/events")
            #expect(refused.isProblem("unavailable", 503), "\(refused.text)")
            #expect(try await daemon.get("/v1/status").status == 200)
            await readers.leave()
        }
    }

    @Test("can't make it end or spin by using all files, and are served again")
    func files() async throws {
        try await Stage.with { stage in
            let program = try await stage.start("prlimit", ["--nofile=40", "smartpushd"])
            try await program.errors.line(with: "event=ready")
            let daemon = Daemon(program, stage)
            let crowd = try await Crowd.gather(40, at: daemon.api.place)
            try await program.errors.line(with: "event=accept_trouble")
            await crowd.leave()
            #expect(try await daemon.get("/v1/status").status == 200)
            #expect(try await daemon.stop() == .exited(0))
            // A daemon that retried at once would have logged it thousands of times.
            #expect(program.errors.all.count { $0.contains("event=accept_trouble") } == 1)
        }
    }
}
