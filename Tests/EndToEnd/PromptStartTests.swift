import FoundationEssentials
import TestSupport
import Testing

@Suite("A user who starts the prompt")
struct PromptStartTests {
    @Test(
        "gets one sentence about what is missing or wrong",
        arguments: [
            (["DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"], [String](), 69, "there is no session bus"),
            (["SMARTPUSH_PROMPT_DIALOGS": "xdialog"], [], 78, "prompt_dialogs"),
            ([:], ["--nonsense"], 64, "--nonsense"),
        ])
    func failures(environment: [String: String], arguments: [String], code: Int32, words: String) async throws {
        try await Stage.with { stage in
            let ended = try await stage.run(
                "smartpush-prompt", arguments, environment: environment.mapValues { Optional($0) })
            #expect(ended.code == code)
            #expect(ended.errors.contains(words))
        }
    }

    @Test("finds its settings in the daemon's configuration file, which the daemon accepts too")
    func configuration() async throws {
        try await Stage.with { stage in
            let file = stage.folder + "/config.json"
            try #"{"prompt_dialogs": "xdialog"}"#.write(toFile: file, atomically: true, encoding: .utf8)
            let ended = try await stage.run("smartpush-prompt", [], environment: ["SMARTPUSH_CONFIG": file])
            #expect(ended.code == 78)
            #expect(ended.errors.contains("zenity, kdialog, pinentry, terminal"))
            _ = try await stage.daemon(["SMARTPUSH_CONFIG": file])
        }
    }

    @Test("reads German if the locale says so")
    func german() async throws {
        try await Stage.with { stage in
            let ended = try await stage.run(
                "smartpush-prompt", [],
                environment: ["DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "LC_ALL": "de_DE.UTF-8"])
            #expect(ended.errors.contains("es gibt keinen Sitzungsbus"))
        }
    }

    @Test("gets its version and help without a desktop")
    func help() async throws {
        try await Stage.with { stage in
            let version = try await stage.run("smartpush-prompt", ["--version"])
            #expect(version.code == 0)
            #expect(!version.output.isEmpty)
            #expect(try await stage.run("smartpush-prompt", ["--help"]).output.contains("USAGE"))
        }
    }
}
