import LocalAPIClient
import LocalAPIModel
import Testing

/// The real binary, called as by a script.
@Suite struct ProgramTests {
    private func smartpush(_ arguments: [String], input: String = "") async throws -> Program.Ended {
        try await Program.smartpush(arguments, runtime: "/nonexistent/smartpush", input: input)
    }

    @Test(arguments: [
        ["status"], ["list"], ["list", "--all", "--json"], ["show"], ["allow", "012345"], ["deny"], ["cancel"],
        ["verify", "55"], ["watch"], ["history"], ["refresh"], ["enrollments", "--json"], ["unenroll", "e1"],
    ])
    func saysHowToStartTheDaemon(arguments: [String]) async throws {
        let ended = try await smartpush(arguments)
        #expect(ended.code == 69)
        #expect(ended.output.isEmpty)
        #expect(
            ended.errors == "smartpush: smartpushd is not reachable at /nonexistent/smartpush/api.sock "
                + "(there is no such socket); start it with: systemctl --user start smartpushd\n")
    }

    @Test func saysSoForTheInboxToo() async throws {
        let ended = try await smartpush(["deliver"], input: "{}\n")
        #expect(ended.code == 69)
        #expect(ended.errors.contains("/nonexistent/smartpush/inbox.sock"))
    }

    @Test(arguments: [
        ["bogus"], ["--bogus"], ["verify"], ["verify", "1", "2", "3"], ["unenroll"], ["list", "--state", "gone"],
        ["list", "--all", "--state", "open"], ["allow", "--wait", "x"], ["allow", "--wait", "-1"],
        ["history", "--limit", "0"], ["show", "a", "b"],
    ])
    func refusesWrongUsage(arguments: [String]) async throws {
        let ended = try await smartpush(arguments)
        #expect(ended.code == 64)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("smartpush: "))
        #expect(ended.errors.hasSuffix("--help\n"))
        #expect(ended.errors.count { $0.isNewline } == 1)
    }

    @Test(arguments: [
        (["enroll"], ""), (["enroll"], "nonsense"), (["enroll", "-"], "{}"), (["enroll", "/nonexistent"], ""),
        (["deliver"], ""), (["deliver", "/nonexistent"], ""),
    ])
    func refusesBadInput(arguments: [String], input: String) async throws {
        let ended = try await smartpush(arguments, input: input)
        #expect(ended.code == 65)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("smartpush: "))
    }

    @Test(arguments: [["--help"], [], ["help"], ["verify", "--help"], ["help", "enroll"]])
    func explainsItself(arguments: [String]) async throws {
        let ended = try await smartpush(arguments)
        #expect(ended.code == 0)
        #expect(ended.output.contains("USAGE: smartpush"))
        #expect(ended.errors.isEmpty)
    }

    @Test("says which program has the demonstration now", arguments: [["demo"], ["demo", "--web"]])
    func namesTheDemonstration(arguments: [String]) async throws {
        let ended = try await smartpush(arguments)
        #expect(ended.code == 64)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.hasSuffix("run: smartpush-sim demo\n"))
    }

    @Test func namesItsVersion() async throws {
        let ended = try await smartpush(["--version"])
        #expect(ended.code == 0)
        #expect(ended.output == "smartpush \(SmartpushVersion.current)\n")
    }
}
