import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("The command line against the real daemon")
struct CommandLineTests {
    @Test("exits with the codes of the contract, and states the reason in one sentence")
    func exitCodes() async throws {
        try await withSignIn { daemon, server, signIn, id in
            let stage = daemon.stage
            let second = try await server.initiate()
            try await daemon.event { $0["state"] == "acknowledged" && $0["id"] != .string(id) }
            let cases: [([String], Int32, String)] = [
                (["status"], 0, ""), (["show", id], 0, ""), (["show", "abcdef"], 3, ""),
                (["unenroll", "abcdef"], 3, ""),
                (["verify", id, "55"], 2, ""), (["allow"], 2, ""), (["verify"], 64, ""), (["nonsense"], 64, ""),
                (["list", "--state", "nonsense"], 64, ""), (["enroll", "-"], 65, "{}"),
                (["enroll", "-"], 65, "nonsense"),
                (["enroll", "/nonexistent"], 65, ""), (["deliver", "-"], 65, "nonsense"), (["deliver", "-"], 65, ""),
                (["deliver", "-"], 3, push(server.enrollment.with("sub", "other")).text),
                (["deliver", "-"], 2, push(server.enrollment, expiresIn: -9).text),
                (["enroll", "-"], 2, server.enrollment.text),
                (["enroll", "-"], 65, server.enrollment.with("base_url", "http://example.com").text),
            ]
            for (arguments, code, input) in cases {
                let ended = try await stage.run("smartpush", arguments, input: input)
                #expect(ended.code == code, "\(arguments): \(ended.code ?? -1) \(ended.errors)")
                let sentences = ended.errors.split(separator: "\n")
                #expect(sentences.count == (code == 0 ? 0 : 1), "\(arguments): \(ended.errors)")
            }
            try await server.arm("deny", "answer", "before", status: 403)
            #expect(try await stage.smartpush("deny", id).code == 4)
            try await server.cancel(second)
            try await daemon.settled("cancelled")
            #expect(try await stage.smartpush("allow").code == 3, "none is open any more")
            #expect(try await stage.smartpush("verify", id, signIn.number).code == 2)
            try await daemon.stop()
            let alone = try await stage.smartpush("status")
            #expect(alone.code == 69)
            #expect(alone.errors.contains(stage.api))
        }
    }

    @Test("finds the sign-in by itself if exactly one is open")
    func withoutID() async throws {
        try await withSignIn { daemon, server, signIn, id in
            #expect(try await daemon.stage.smartpush("show", "--json").json["id"] == .string(id))
            #expect(try await daemon.stage.smartpush("allow").code == 0)
            let wrong = try await daemon.stage.run("smartpush", ["verify", id, "00"])
            #expect(wrong.code == 2)
            #expect(try await daemon.stage.smartpush("verify", id.prefix(6) + "", signIn.number).code == 0)
            #expect(try await server.status(signIn) == "AUTHENTICATED")
        }
    }

    @Test("prints the API's answer with --json: a list as an array, a history as lines")
    func json() async throws {
        try await withSignIn { daemon, _, _, id in
            let stage = daemon.stage
            #expect(try await stage.smartpush("list", "--json").json == .array([try await daemon.exchange(id)]))
            #expect(try await stage.smartpush("show", id, "--json").json == (try await daemon.exchange(id)))
            let enrollments = try await daemon.get("/v1/enrollments").json["enrollments"]
            #expect(
                try await stage.smartpush("enrollments", "--json").json.array.map { $0["id"] }
                    == enrollments.array.map { $0["id"] })
            #expect(
                try await stage.smartpush("status", "--json").json.keys
                    == (try await daemon.get("/v1/status").json.keys))
            #expect(try await stage.smartpush("history", "--json").output.isEmpty)
            #expect(try await stage.smartpush("deny", id, "--json").json["state"] == "denied")
            let history = try await stage.smartpush("history", "--json").output.split(separator: "\n")
            #expect(history.map { JSON(String($0))["id"] } == [.string(id)])
            #expect(try await stage.smartpush("list", "--json").json == [])
            #expect(try await stage.smartpush("list", "--all", "--json").json.array.count == 1)
        }
    }

    @Test("delivers a push from a file and from standard input")
    func deliver() async throws {
        try await withSilentServer { daemon, enrollment in
            let line = push(enrollment, id: "one").text
            let file = try daemon.stage.write(line + "\n", to: daemon.stage.folder + "/push.json")
            let first = try await daemon.stage.smartpush("deliver", file, "--json")
            #expect(first.code == 0)
            #expect(first.json["duplicate"] == false)
            let second = try await daemon.stage.smartpush("deliver", "--json", input: line)
            #expect(second.json == first.json.with("duplicate", true))
        }
    }

    @Test("watches each change, even over a restart of the daemon")
    func watch() async throws {
        try await withSilentServer { daemon, enrollment in
            let watch = try await daemon.stage.start("smartpush", ["watch", "--json"])
            // It does not print when it starts to listen; the first push that it prints shows it.
            var first = try await daemon.deliver(push(enrollment).text)["id"].string ?? ""
            while !watch.output.text.contains(first) {
                first = try await daemon.deliver(push(enrollment).text)["id"].string ?? ""
            }
            try await daemon.stop()
            let next = try await daemon.stage.daemon()
            let second = try #require(try await next.deliver(push(enrollment).text)["id"].string)
            let line = try await watch.output.line(with: second)
            #expect(JSON(line)["id"] == .string(second))
            #expect(try await watch.stop(.interrupt) != .exited(0))
        }
    }
}
