import FoundationEssentials
import TestSupport
import Testing

@Suite("The inbox")
struct InboxTests {
    @Test("accepts each form in which a push can arrive")
    func forms() async throws {
        try await withSilentServer { daemon, enrollment in
            func text(_ push: JSON) -> JSON { .string(push.text) }
            let forms: [(JSON) -> JSON] = [
                { $0 }, { ["data": text($0)] }, { ["data": $0] }, { ["message": ["data": ["data": text($0)]]] },
                { ["notification": ["title": "Sign in"], "data": ["data": text($0)]] },
                { $0.with("exchange_id", ["exchange_id": $0["exchange_id"], "expires_at": $0["expires_at"]]) },
                { $0.with("expires_at", nil).with("unknown", [1, ["deep": nil]]) },
                { $0.with("verification_type", "push").with("requestTime", "2024-01-10T20:45:51.781Z") },
            ]
            for form in forms {
                let id = UUID().uuidString
                let line = form(push(enrollment, id: id)).text
                let answer = try await daemon.deliver(line)
                #expect(answer["ok"] == true, "\(line): \(answer)")
                #expect(answer["duplicate"] == false)
                #expect(answer.keys == ["ok", "id", "duplicate"])
                let again = try await daemon.deliver(push(enrollment, id: id).text)
                #expect(again["id"] == answer["id"])
                #expect(again["duplicate"] == true)
            }
            #expect(try await daemon.exchanges().count == forms.count)
        }
    }

    @Test("states with a code and a sentence why it refuses a line")
    func refusals() async throws {
        try await withSilentServer { daemon, enrollment in
            let good = push(enrollment)
            let bad: [(String, String)] = [
                ("not json", "malformed"), ("[]", "malformed"), ("{}", "malformed"), ("\"text\"", "malformed"),
                ("{\"data\":\"{\"}", "malformed"), ("{\"exchange_id\":", "malformed"),
                (good.with("sub", nil).text, "malformed"), (good.with("tenant_key", []).text, "malformed"),
                (good.with("exchange_id", "").text, "malformed"),
                (String(repeating: "[", count: 60_000), "malformed"),
                (
                    String(repeating: "{\"data\":", count: 7_000) + "1" + String(repeating: "}", count: 7_000),
                    "malformed"
                ),
                (good.with("sub", "someone else").text, "unknown_enrollment"),
                (good.with("tenant_key", "elsewhere").text, "unknown_enrollment"),
                (good.with("verification_type", "TOUCHID").text, "unsupported_type"),
                (push(enrollment, expiresIn: -5).text, "expired"),
            ]
            for (line, code) in bad {
                let answer = try await daemon.deliver(line)
                #expect(answer["ok"] == false, "\(line.prefix(100))")
                #expect(answer["error"]["code"] == .string(code), "\(line.prefix(100)): \(answer)")
                #expect(answer["error"]["detail"].string?.isEmpty == false)
            }
            #expect(try await daemon.exchanges().isEmpty)
        }
    }

    @Test("answers in order, including garbage and a last line without an end")
    func order() async throws {
        try await withSilentServer { daemon, enrollment in
            try await withWire(to: daemon.inbox) { wire in
                let pushes = (1...150).map { push(enrollment, id: "push-\($0)").text + "\n" }
                let garbage: [UInt8] = [0xFF, 0x00, 0xFE, 0x7B, 0x22, 0x0A]
                try await wire.send(Array(pushes[..<100].joined().utf8) + garbage)
                try await wire.send(pushes[100...].joined() + push(enrollment, id: "push-1").text)
                wire.finish()
                var answers: [JSON] = []
                while let line = try await wire.line() { answers.append(JSON(line)) }
                #expect(answers.count == 152)
                #expect(answers[100]["error"]["code"] == "malformed")
                #expect(answers[..<100].allSatisfy { $0["duplicate"] == false })
                #expect(answers.last?["duplicate"] == true)
                #expect(answers.last?["id"] == answers.first?["id"])
            }
        }
    }

    @Test("accepts a line of 64 KiB, and answers a longer one with too_large before it closes")
    func size() async throws {
        try await withSilentServer { daemon, enrollment in
            let base = push(enrollment, id: "long").with("padding", "").text.utf8.count
            func line(_ length: Int) -> String {
                push(enrollment, id: "long").with("padding", .string(String(repeating: "x", count: length - base))).text
            }
            #expect(try await daemon.deliver(line(65_536))["ok"] == true)
            try await withWire(to: daemon.inbox) { wire in
                try await wire.send(push(enrollment, id: "short").text + "\n" + line(65_537) + "\n")
                #expect(JSON(try await wire.line() ?? "")["ok"] == true)
                #expect(JSON(try await wire.line() ?? "")["error"]["code"] == "too_large")
                #expect(try await wire.line() == nil)
            }
            try await withWire(to: daemon.inbox) { wire in
                try await wire.send(String(repeating: "x", count: 100_000))
                #expect(JSON(try await wire.line() ?? "")["error"]["code"] == "too_large")
                #expect(try await wire.line() == nil)
            }
            #expect(try await daemon.deliver(push(enrollment).text)["ok"] == true)
        }
    }

    @Test("is not blocked by a client that never ends a line, never reads, or disconnects")
    func stalled() async throws {
        try await withSilentServer { daemon, enrollment in
            try await withWire(to: daemon.inbox) { half in
                try await half.send("{\"data\":")
                try await withWire(to: daemon.inbox) { deaf in
                    // It is answered, but never reads.
                    let line = Array((push(enrollment, id: "same").text + "\n").utf8)
                    try await deaf.send(Array(repeatElement(line, count: 50).joined()))
                    for _ in 0..<20 {
                        try await withWire(to: daemon.inbox) { try await $0.send(push(enrollment).text) }
                    }
                    #expect(try await daemon.deliver(push(enrollment).text)["ok"] == true)
                    #expect(try await daemon.get("/v1/status").status == 200)
                }
                try await half.send("1}\n")
                #expect(JSON(try await half.line() ?? "")["error"]["code"] == "malformed")
            }
        }
    }

    @Test("recognises a repeated push while it is open, after its end, and after a restart")
    func duplicates() async throws {
        try await withEnrolled(["--port", "0"]) { daemon, server, _ in
            let signIn = try await server.initiate()
            let id = try #require(try await daemon.settled("acknowledged")["id"].string)
            let line = push(server.enrollment, id: signIn.exchangeID).text
            let open = try await daemon.deliver(line)
            #expect(open["id"] == .string(id))
            #expect(open["duplicate"] == true)
            #expect(try await daemon.decide("deny", id).status == 200)
            let ended = try await daemon.deliver(line)
            #expect(ended["id"] == .string(id))
            #expect(ended["duplicate"] == true)

            try await daemon.stop()
            let next = try await daemon.stage.daemon()
            let restarted = try await next.deliver(line)
            #expect(restarted["id"] == .string(id))
            #expect(restarted["duplicate"] == true)
            #expect(try await next.exchanges().count == 1)
            #expect(try await server.results(of: "acknowledge") == ["ok"])
        }
    }

    @Test("answers queue_full if too many are open, and still recognises those that it has")
    func queueFull() async throws {
        try await withSilentServer(["SMARTPUSH_QUEUE_LIMIT": "2"]) { daemon, enrollment in
            for id in ["one", "two"] {
                #expect(try await daemon.deliver(push(enrollment, id: id).text)["ok"] == true)
            }
            let third = try await daemon.deliver(push(enrollment, id: "three").text)
            #expect(third["error"]["code"] == "queue_full")
            #expect(try await daemon.deliver(push(enrollment, id: "one").text)["duplicate"] == true)
        }
    }

    @Test("still answers a client that closed its sending side")
    func halfClose() async throws {
        try await withSilentServer { daemon, enrollment in
            try await withWire(to: daemon.inbox) { wire in
                try await wire.send(push(enrollment).text + "\n")
                wire.finish()
                #expect(JSON(try await wire.line() ?? "")["ok"] == true)
                #expect(try await wire.line() == nil)
            }
        }
    }
}
