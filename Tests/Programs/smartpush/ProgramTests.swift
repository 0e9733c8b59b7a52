import Foundation
import LocalAPIClient
import LocalAPIModel
import Testing

/// The real binary, called as by a script.
@Suite struct ProgramTests {
    private func smartpush(_ arguments: [String], input: String = "") async throws -> Program.Ended {
        try await Program.smartpush(arguments, runtime: "/nonexistent/smartpush", input: input)
    }

    @Test(arguments: [
        ["status"], ["list"], ["list", "--all"], ["show"], ["allow", "012345"], ["deny"], ["cancel"],
        ["verify", "55"], ["watch"], ["history"], ["refresh"], ["enrollments"], ["unenroll", "e1"],
        ["rename", "e1", "x"], ["deny", "--all"],
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
        ["history", "--limit", "0"], ["show", "a", "b"], ["deny", "--all", "012345"], ["rename", "e1"],
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
        (["enroll"], ""), (["enroll"], "nonsense"), (["enroll", "device.json"], ""), (["enroll", "-"], "{}"),
        (["enroll", "/nonexistent"], ""),
        (["deliver"], ""), (["deliver", "/nonexistent"], ""),
    ])
    func refusesBadInput(arguments: [String], input: String) async throws {
        let ended = try await smartpush(arguments, input: input)
        #expect(ended.code == 65)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("smartpush: "))
    }

    @Test(
        "prints errors as objects with --json, and exits as without it",
        arguments: [
            (["list", "--json"], "", Int32(69), "unreachable_daemon"), (["list", "--json", "--al"], "", 64, "usage"),
            (["enroll", "--json", "-"], "{}", 65, "bad_input"), (["show", "--json", "abc"], "", 3, "not_found"),
            (["deliver", "--json"], "{}", 69, "unreachable_daemon"),
        ])
    func errorsForPrograms(arguments: [String], input: String, status: Int32, code: String) async throws {
        for locale in ["C", "de_DE.UTF-8"] {
            let ended = try await Program.smartpush(
                arguments, runtime: "/nonexistent/smartpush", input: input, locale: locale)
            #expect(ended.code == status)
            #expect(ended.output.isEmpty)
            let read = try JSONDecoder().decode([String: [String: String]].self, from: Data(ended.errors.utf8))
            #expect(read["error"]?["code"] == code)
            #expect(read["error"]?.keys.sorted() == ["code", "detail"])
            #expect(read["error"]?["detail"]?.contains("siehe") == false)
        }
    }

    @Test("says how much of an id is needed", arguments: [["show", ""], ["show", "4c0e"], ["allow", "abc"]])
    func shortIDs(arguments: [String]) async throws {
        let ended = try await smartpush(arguments)
        #expect(ended.code == 3)
        #expect(ended.errors.contains("give at least 6 characters"))
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
