import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("The daemon's configuration")
struct ConfigurationTests {
    @Test("comes from the file and from the environment, which has priority")
    func sources() async throws {
        try await Stage.with { stage in
            try stage.write("{\"queue_limit\": 1, \"log_level\": \"notice\"}", to: stage.configuration)
            let quiet = try await stage.daemon(["SMARTPUSH_LOG_LEVEL": nil])
            _ = try await quiet.enroll(silentEnrollment)
            #expect(try await quiet.deliver(push(silentEnrollment).text)["ok"] == true)
            let full = try await quiet.deliver(push(silentEnrollment).text)
            #expect(full["error"]["code"] == "queue_full")
            #expect(!quiet.log.contains("sign-in"), "\(quiet.log)")
            try await quiet.stop()

            let talkative = try await stage.daemon(["SMARTPUSH_LOG_LEVEL": "info", "SMARTPUSH_QUEUE_LIMIT": "3"])
            #expect(try await talkative.deliver(push(silentEnrollment).text)["ok"] == true)
            try await talkative.program.errors.line(with: "sign-in")
        }
    }

    @Test("is read again after SIGHUP, and an invalid one is not adopted")
    func reload() async throws {
        try await Stage.with { stage in
            try stage.write("{\"queue_limit\": 1}", to: stage.configuration)
            let daemon = try await stage.daemon()
            _ = try await daemon.enroll(silentEnrollment)
            #expect(try await daemon.deliver(push(silentEnrollment).text)["ok"] == true)
            #expect(try await daemon.deliver(push(silentEnrollment).text)["error"]["code"] == "queue_full")

            try stage.write("{\"queue_limit\": 2, \"ca_file\": \"/nowhere.pem\"}", to: stage.configuration)
            try daemon.program.signal(.terminalClosed)
            let reloaded = try await daemon.program.errors.line(with: "event=reloaded")
            #expect(reloaded.contains("ca_file will be in force from the next start on"))
            #expect(try await daemon.deliver(push(silentEnrollment).text)["ok"] == true)

            try stage.write("{\"queue_limit\": 0}", to: stage.configuration)
            try daemon.program.signal(.terminalClosed)
            #expect(try await daemon.program.errors.line(with: "event=reload_failed").contains("queue_limit"))
            #expect(try await daemon.deliver(push(silentEnrollment).text)["error"]["code"] == "queue_full")
        }
    }

    @Test("can be in another place")
    func elsewhere() async throws {
        try await Stage.with { stage in
            let path = try stage.write("{\"log_level\": \"nonsense\"}", to: stage.folder + "/mine.json")
            let refused = try await stage.failingDaemon(["SMARTPUSH_CONFIG": path, "SMARTPUSH_LOG_LEVEL": nil])
            #expect(refused.errors.contains(path))
            #expect(refused.errors.contains("log_level"))
        }
    }

    @Test("is refused if it is a link to an unreadable file, and not replaced by the defaults")
    func danglingLink() async throws {
        try await Stage.with { stage in
            try stage.write("{}", to: stage.configuration)
            try FileManager.default.removeItem(atPath: stage.configuration)
            try FileManager.default.createSymbolicLink(
                atPath: stage.configuration, withDestinationPath: "/nonexistent/config.json")
            let refused = try await stage.failingDaemon()
            #expect(refused.code == 78)
            #expect(refused.errors.contains("/nonexistent/config.json"), "\(refused.errors)")
            expectOneSentence(refused)
        }
    }

    @Test(
        "is refused if it is invalid, with a sentence that names the fault",
        arguments: [
            ("{\"log_levle\": \"info\"}", "log_levle"), ("{\"log_level\": \"loud\"}", "log_level"),
            ("{\"log_level\": 7}", "log_level"), ("{\"queue_limit\": \"many\"}", "queue_limit"),
            ("{\"queue_limit\": 0}", "queue_limit"), ("{\"queue_limit\": 1.5}", "queue_limit"),
            ("{\"history_days\": -1}", "history_days"), ("{\"history_limit\": true}", "history_limit"),
            ("{\"history_limit\": [1]}", "history_limit"), ("{\"ca_file\": 7}", "ca_file"), ("not json", "config.json"),
            ("[]", "config.json"), ("", "config.json"), ("{\"queue_limit\": null}", "queue_limit"),
            ("{\"request_timeout\": 0}", "request_timeout"),
            ("{\"request_timeout\": 61}", "request_timeout"), ("{\"request_timeout\": \"15\"}", "request_timeout"),
        ])
    func refusals(text: String, name: String) async throws {
        try await Stage.with { stage in
            try stage.write(text, to: stage.configuration)
            let refused = try await stage.failingDaemon(["SMARTPUSH_LOG_LEVEL": nil])
            #expect(refused.code != 0)
            #expect(refused.errors.contains(name), "\(refused.errors)")
            expectOneSentence(refused)
        }
    }

    @Test(
        "is refused in the environment too",
        arguments: [
            ("SMARTPUSH_LOG_LEVEL", "loud", "log_level"), ("SMARTPUSH_QUEUE_LIMIT", "many", "queue_limit"),
            ("SMARTPUSH_HISTORY_DAYS", "1e9", "history_days"),
            ("SMARTPUSH_CA_FILE", "/nonexistent.pem", "/nonexistent.pem"),
        ])
    func environment(variable: String, value: String, name: String) async throws {
        try await Stage.with { stage in
            let refused = try await stage.failingDaemon([variable: value])
            #expect(refused.code != 0)
            #expect(refused.errors.contains(name), "\(refused.errors)")
            expectOneSentence(refused)
        }
    }

    @Test("has the administrator's values beneath the user's, and keeps those that are locked")
    func administrator() async throws {
        try await Stage.with { stage in
            let file = stage.folder + "/etc.json"
            let environment = ["SMARTPUSH_ETC_CONFIG": file, "SMARTPUSH_LOG_LEVEL": nil]
            try stage.write(#"{"queue_limit": 1, "log_level": "warning", "locked": ["queue_limit"]}"#, to: file)
            try stage.write(#"{"queue_limit": 2, "log_level": "notice"}"#, to: stage.configuration)
            let daemon = try await stage.daemon(environment)
            let warning = try await daemon.program.errors.line(with: "event=setting_ignored")
            #expect(warning.contains("queue_limit (in \(stage.configuration)) is not used"), "\(warning)")
            _ = try await daemon.enroll(silentEnrollment)
            #expect(try await daemon.deliver(push(silentEnrollment).text)["ok"] == true)
            #expect(try await daemon.deliver(push(silentEnrollment).text)["error"]["code"] == "queue_full")
            try await daemon.stop()

            try stage.write(#"{"locked": ["nonsense"]}"#, to: file)
            let refused = try await stage.failingDaemon(environment)
            #expect(refused.code == 78 && refused.errors.contains("locked (in \(file))"), "\(refused.errors)")
            expectOneSentence(refused)
        }
    }
}
