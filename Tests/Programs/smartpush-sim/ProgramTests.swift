import FoundationEssentials
import SimulatorHTTP
import SimulatorTestSupport
import Subprocess
import Testing

@testable import VerificationServer

@Suite("The program smartpush-sim", .serialized)
struct ProgramTests {
    @Test("prints one line, serves at that address, and stops on a signal", arguments: [Signal.terminate, .interrupt])
    func announcement(signal: Signal) async throws {
        let result = try await run(
            .name("env"), arguments: [try Self.program(), "--clock-offset", "-3600"], input: .none, output: .sequence,
            error: .discarded
        ) { execution in
            var lines: [String] = []
            for try await line in execution.standardOutput.strings() {
                lines.append(line)
                try await check(announcement: line)
                try execution.send(signal: signal)
            }
            return lines.count
        }
        #expect(result.closureResult == 1)
        #expect(result.terminationStatus == .exited(0))
    }

    @Test(
        "explains a usage error in one sentence and exits with 64",
        arguments: [
            ["--port", "65536"], ["--ttl", "0"], ["--cert", "/nonexistent"], ["--key", "k"], ["--unknown"],
            ["--origin", "shop.example"], ["--origin", "https://shop.example/"],
            ["--origin", "https://shop.example:443"],
            ["--without", "nap"], ["--without-status", "200"], ["--push-token", ""], ["--link-form", "smoke"],
            ["--error-form", "c"],
            ["--fault", "allow:doze"], ["--fault", "allow:close", "--fault", "nap:close"],
            ["demo", "--web", "--interactive"], ["demo", "--unknown"], ["play"],
        ])
    func usage(arguments: [String]) async throws {
        try await expectRefusal(of: arguments, exit: 64)
    }

    @Test("starts with the faults that it is given")
    func faults() async throws {
        let faults = ["--fault", "initiate:status=503,retry-after=2", "--fault", "initiate:close:after"]
        let result = try await run(
            .name("env"), arguments: Arguments([try Self.program()] + faults), input: .none, output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                let announced = try JSON(bytes: line.utf8)
                let client = Client(
                    try JSONDecoder().decode(Enrollment.self, from: Data(try #require(announced["enrollment"]).bytes)))
                let busy = try await client.initiate()
                #expect(busy.status == 503 && busy.headers["retry-after"] == "2")
                #expect(try await client.initiate().curlExit == .exited(52))
                #expect(try await client.initiate().status == 200)
                try execution.send(signal: .terminate)
            }
        }
        #expect(result.terminationStatus == .exited(0))
    }

    @Test("starts as the tenant that its options describe")
    func tenant() async throws {
        let options = [
            "--without", "guide:pending", "--without", "POST /verification-srv/v2/authenticate/allow/PUSH",
            "--without-status", "501", "--check-push-id", "--push-token", "known", "--link-form", "scheme",
            "--minimal-links", "--error-form", "b", "--old-shapes", "--no-delivery", "--inbox", "/nonexistent",
        ]
        let result = try await run(
            .name("env"), arguments: Arguments([try Self.program()] + options), input: .none, output: .sequence,
            error: .string(limit: 4_096)
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                let announced = try JSON(bytes: line.utf8)
                let client = Client(
                    try JSONDecoder().decode(Enrollment.self, from: Data(try #require(announced["enrollment"]).bytes)))
                #expect(client.enrollment.pushID == "known")
                #expect(try await client.pending().status == 501)
                let started = try await client.with(.v2).initiate()
                #expect(try await client.with(.v2).pending().data.array?.first?["request_time"]?.string == nil)
                #expect(try await client.with(.v2).step(.allow, after: started).status == 501)
                let setup = try await client.post("/verification-srv/v2/setup/initiate/push", [:])
                #expect(setup.data["enrollment_url"]?.string?.hasPrefix("cidaas-auth://enroll?exchange_id=") == true)
                #expect(try await client.with(.v2).pending(["sub": "x"]).json?["code"] == "VER_0040")
                try execution.send(signal: .terminate)
            }
        }
        #expect(result.terminationStatus == .exited(0))
        #expect(result.standardError.isEmpty, "no push was tried")
    }

    @Test("says its version")
    func version() async throws {
        let result = try await run(
            .name("env"), arguments: [try Self.program(), "--version"], output: .string(limit: 4_096), error: .discarded
        )
        #expect(result.standardOutput.wholeMatch(of: /smartpush-sim \d+\.\d+\.\d+\n/) != nil)
        #expect(result.terminationStatus == .exited(0))
    }

    @Test("explains in one sentence why it cannot start and exits with 70")
    func cannotStart() async throws {
        try await expectRefusal(of: ["--cert", "/nonexistent", "--key", "/nonexistent"], exit: 70)
        try await withSimulator { _, client in
            let port = try #require(client.enrollment.baseURL.split(separator: ":").last)
            try await expectRefusal(of: ["--port", String(port)], exit: 70)
        }
    }

    private func check(announcement line: String) async throws {
        let announced = try JSON(bytes: line.utf8)
        let enrollment = try JSONDecoder().decode(
            Enrollment.self, from: Data(try #require(announced["enrollment"]).bytes))
        #expect(announced["base_url"] == .string(enrollment.baseURL))
        #expect(enrollment.baseURL.hasPrefix("http://127.0.0.1:"))
        #expect(enrollment.pathSet == "guide")
        #expect(announced["login"]?["client_id"] == .string(enrollment.clientID))
        let started = try await Client(enrollment).initiate()
        #expect(started.status == 200)
        let expiry = started.data["exchange_id"]?["expires_at"]?.string ?? ""
        #expect(expiry < Date.now.rfc3339, "the clock goes an hour slow and an id is good for less")
    }

    private func expectRefusal(of arguments: [String], exit: Int32) async throws {
        let result = try await run(
            .name("env"), arguments: Arguments([try Self.program()] + arguments), output: .string(limit: 4_096),
            error: .string(limit: 4_096))
        #expect(result.terminationStatus == .exited(exit))
        #expect(result.standardOutput.isEmpty)
        #expect(result.standardError.hasPrefix("smartpush-sim: "))
        #expect(result.standardError.split(separator: "\n").count == 1, "\(result.standardError)")
    }

    /// The build puts the program next to the test runner. It is run through `env`, because a path would need the
    /// system package's type.
    private static func program() throws -> String {
        let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return runner.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/smartpush-sim"
    }
}
