import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("The demonstration")
struct DemoTests {
    @Test("plays a whole sign-in, and leaves nothing behind")
    func demo() async throws {
        try await Stage.with { stage in
            let demo = try await stage.run("smartpush-sim", ["demo"])
            #expect(demo.code == 0, "\(demo.errors)")
            #expect(demo.output.contains("AUTHENTICATED"))
            try expectNothingLeft(stage)
        }
    }

    @Test("cleans up when it is interrupted", arguments: [Signal.interrupt, .terminate])
    func interruptedDemo(signal: Signal) async throws {
        try await Stage.with { stage in
            // Its question waits for an answer on a pipe that nothing is written to.
            let script =
                "mkfifo \"$TMPDIR/answers\" && exec 3<>\"$TMPDIR/answers\" && exec smartpush-sim demo --interactive <&3"
            let demo = try await stage.start("sh", ["-c", script])
            try await demo.output.line(with: "acknowledged")
            #expect(try await demo.stop(signal) != .exited(0))
            try expectNothingLeft(stage)
        }
    }

    @Test("serves a browser and a second terminal until Ctrl-C, and leaves nothing behind")
    func open() async throws {
        try await Stage.with { stage in
            let demo = try await stage.start("smartpush-sim", ["demo", "--web"])
            let page = try await demo.output.line(with: "    http://127.0.0.1:")
            let port = try #require(page.dropLast().split(separator: ":").last.flatMap { Int($0) })
            let setting = try await demo.output.line(with: "    export SMARTPUSH_RUNTIME_DIR=")
            let runtime = try #require(setting.split(separator: "=").last.map(String.init))
            try await demo.output.line(with: "Ctrl-C")

            let web = HTTPPlace(.tcp(port: port))
            #expect(try await web.call("GET", "/").text.contains("Sign in to Demo Shop"))
            let body: JSON = ["usage_type": "PASSWORDLESS_AUTHENTICATION", "request_id": "r-1", "email": "a@b.example"]
            let started = try await web.call("POST", "/verification-srv/authentication/push/initiation", body)
            let number = try #require(started.json["data"]["push_selected_number"].string)
            try await demo.output.line(with: "acknowledged: the server says who asks: Demo Shop")
            for answer in [["allow"], ["verify", number]] {
                let ended = try await stage.run("smartpush", answer, environment: ["SMARTPUSH_RUNTIME_DIR": runtime])
                #expect(ended.code == 0, "\(ended.errors)")
            }
            try await demo.output.line(with: "the sign-in is authenticated")
            #expect(demo.output.all.count { $0.contains("the sign-in is allowed") } == 1)

            #expect(try await demo.stop(.interrupt) == .exited(0))
            #expect(demo.output.all.last?.contains("nothing is left behind") == true)
            #expect(demo.errors.text.isEmpty)
            try expectNothingLeft(stage)
        }
    }

    @Test("tells a program its address, and ends with the status of another signal")
    func openForPrograms() async throws {
        try await Stage.with { stage in
            let demo = try await stage.start("smartpush-sim", ["demo", "--web", "--json"])
            let page = JSON(try await demo.output.line(with: "\"step\":\"open\""))["values"]["url"].string
            let port = try #require(page?.dropLast().split(separator: ":").last.flatMap { Int($0) })
            #expect(try await HTTPPlace(.tcp(port: port)).call("GET", "/").status == 200)
            let answer = JSON(try await demo.output.line(with: "\"step\":\"answer\""))
            let runtime = try #require(answer["values"]["runtime_dir"].string)
            let status = try await stage.run("smartpush", ["status"], environment: ["SMARTPUSH_RUNTIME_DIR": runtime])
            #expect(status.code == 0)
            try await demo.output.line(with: "\"step\":\"end\"")
            #expect(demo.output.all.allSatisfy { JSON($0)["step"].string != nil })
            #expect(try await demo.stop(.terminate) == .exited(128 + 15))
            try expectNothingLeft(stage)
        }
    }

    private func expectNothingLeft(_ stage: Stage) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: stage.folder)
        #expect(names.filter { $0.hasPrefix("smartpush-demo") }.isEmpty)
        for name in ["smartpush", "smartpushd", "smartpush-sim"] {
            #expect(try processes(with: stage.folder, name: name).isEmpty, "\(name)")
        }
    }

    /// The processes of this test, which have its folder in their environment.
    private func processes(with folder: String, name: String) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { pid in
            guard let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ"),
                let command = FileManager.default.contents(atPath: "/proc/\(pid)/comm")
            else { return false }
            return String(decoding: environment, as: UTF8.self).contains(folder)
                && String(decoding: command, as: UTF8.self) == name + "\n"
        }
    }
}
