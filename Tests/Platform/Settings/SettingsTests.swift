import FoundationEssentials
import PushExchange
import Settings
import TestSupport
import Testing

@Suite("The configuration") struct SettingsTests {
    /// Reads it from the texts of the two files.
    private func settings(
        _ user: String? = nil, administrator: String? = nil, environment: [String: String] = [:]
    ) async throws -> Settings {
        try await withTemporaryFolder { folder in
            let files = [("user.json", user), ("etc.json", administrator)]
            for (name, text) in files {
                try text?.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
            }
            return try Settings(
                environment: environment, user: "\(folder)/user.json", administrator: "\(folder)/etc.json")
        }
    }

    private func fault(
        _ user: String? = nil, administrator: String? = nil, environment: [String: String] = [:],
        _ read: (Settings) throws -> Void = { _ in }
    ) async throws -> SettingsFault? {
        do {
            try read(try await settings(user, administrator: administrator, environment: environment))
            return nil
        } catch let fault as SettingsFault {
            return fault
        }
    }

    @Test("has for each key the environment's value, else the user's, else the administrator's") func layers()
        async throws
    {
        let settings = try await settings(
            #"{"queue_limit": 2, "history_days": 3}"#,
            administrator: #"{"queue_limit": 1, "history_days": 1, "history_limit": 1, "device_name": "pc-7"}"#,
            environment: ["SMARTPUSH_HISTORY_DAYS": "4"])
        #expect(try settings.number(.historyLimit, 0...10) == 1)
        #expect(try settings.number(.queueLimit, 0...10) == 2)
        #expect(try settings.number(.historyDays, 0...10) == 4)
        #expect(settings.deviceName == "pc-7" && settings.text(.trustRoots) == nil && settings.ignored.isEmpty)
    }

    @Test("is the default without any file") func defaults() async throws {
        let settings = try await settings()
        #expect(try settings.number(.queueLimit, 1...2) == nil && settings.servers().isEmpty)
        #expect(try settings.allowedOrigins() == nil && settings.proxy == .none)
        #expect(!settings.deviceName.isEmpty)
        let nameless = try await self.settings(#"{"device_name": " "}"#)
        #expect(nameless.deviceName == settings.deviceName)
    }

    @Test("keeps what the administrator locked, and says what it ignores") func locked() async throws {
        let settings = try await settings(
            #"{"queue_limit": 2, "history_days": 1}"#,
            administrator:
                #"{"locked": ["queue_limit", "history_days", "proxy"], "queue_limit": 1, "history_days": 1}"#,
            environment: ["SMARTPUSH_QUEUE_LIMIT": "3", "HTTPS_PROXY": "http://proxy:1"])
        #expect(try settings.number(.queueLimit, 0...10) == 1)
        #expect(settings.proxy == .none)
        let sources = settings.ignored.map { ignored in
            guard case .locked(.queueLimit, let source) = ignored else { return "other" }
            return switch source {
            case .variable(let name): name
            case .file(let path): path.hasSuffix("/user.json") ? "user.json" : path
            }
        }
        // What the user sets to the administrator's own value is nothing to complain about.
        #expect(sources == ["user.json", "SMARTPUSH_QUEUE_LIMIT"])
    }

    @Test("has servers, in a file or in the environment as JSON") func servers() async throws {
        let text = #"[{"name": "work", "base_url": "https://tenant.example.com/", "client_id": "c", "push_id": "p"}]"#
        for settings in [
            try await settings("{\"servers\": \(text)}"), try await settings(environment: ["SMARTPUSH_SERVERS": text]),
        ] {
            let server = try #require(try settings.servers().first)
            #expect(server.name == "work" && server.baseURL.text == "https://tenant.example.com")
            #expect(server.clientID.reveal() == "c" && server.pushID?.reveal() == "p")
        }
        #expect(try await settings(#"{"servers": []}"#).servers().isEmpty)
    }

    @Test(
        "refuses a server that can't be used, and says which",
        arguments: [
            (#"{"base_url": "https://a.example", "client_id": "c"}"#, ServerEntryFault.missing("name")),
            (#"{"name": "", "base_url": "https://a.example", "client_id": "c"}"#, .missing("name")),
            (#"{"name": "a", "base_url": "https://a.example", "client_id": 7}"#, .missing("client_id")),
            (#"{"name": "a", "base_url": "https://a.example", "client_id": "c", "url": ""}"#, .unknownKey("url")),
            (#"{"name": "a", "base_url": "http://a.example", "client_id": "c"}"#, .unusableURL),
            (#"{"name": "work", "base_url": "https://a.example", "client_id": "c"}"#, .sameName),
        ])
    func wrongServers(entry: String, fault: ServerEntryFault) async throws {
        let first = #"{"name": "work", "base_url": "https://tenant.example.com", "client_id": "c"}"#
        let found = try await self.fault(environment: ["SMARTPUSH_SERVERS": "[\(first), \(entry)]"]) {
            _ = try $0.servers()
        }
        #expect(found == .server(number: 2, in: .variable("SMARTPUSH_SERVERS"), fault))
    }

    @Test("restricts where the user may enroll, by origin") func allowed() async throws {
        let settings = try await settings(
            administrator: #"{"allowed_servers": ["https://Tenant.example.com:443", "http://localhost:7000/"]}"#)
        #expect(try settings.allowedOrigins() == ["https://tenant.example.com", "http://localhost:7000"])
        for text in ["tenant.example.com", "https://tenant.example.com/path", "http://tenant.example.com"] {
            let found = try await fault(administrator: "{\"allowed_servers\": [\"\(text)\"]}") {
                _ = try $0.allowedOrigins()
            }
            guard case .impossible(.allowedServers, _, .origins) = found else {
                Issue.record("\(text): \(String(describing: found))")
                continue
            }
        }
    }

    @Test(
        "is refused if it is wrong anywhere",
        arguments: [
            #"{"log_levle": "info"}"#, #"{"queue_limit": "many"}"#, #"{"queue_limit": 1.5}"#, #"{"queue_limit": null}"#,
            #"{"queue_limit": true}"#, #"{"ca_file": 7}"#, #"{"servers": {}}"#, #"{"servers": [7]}"#, "[]", "",
            #"{"locked": []}"#, #"{"allowed_servers": []}"#, #"{"proxy": "socks5://user:SECRET@proxy:1"}"#,
            #"{"proxy": ""}"#,
        ])
    func refused(text: String) async throws {
        let found = try #require(try await fault(text))
        #expect(!"\(found)".contains("SECRET"))
    }

    @Test("is refused for what only an administrator can set, and for a key that is unknown there") func administrator()
        async throws
    {
        let variable = try await fault(environment: ["SMARTPUSH_LOCKED": "[]"])
        #expect(variable == .forAdministrator(.locked, in: .variable("SMARTPUSH_LOCKED")))
        for text in [#"{"locked": ["nonsense"]}"#, #"{"locked": "proxy"}"#, #"{"nonsense": 1}"#] {
            #expect(try await fault(administrator: text) != nil, "\(text)")
        }
    }

    @Test("names the source of an impossible value") func sources() async throws {
        let number = try await fault(environment: ["SMARTPUSH_QUEUE_LIMIT": "0"]) {
            _ = try $0.number(.queueLimit, 1...5)
        }
        #expect(number == .impossible(.queueLimit, in: .variable("SMARTPUSH_QUEUE_LIMIT"), .number(from: 1, to: 5)))
        let choice = try await fault(environment: ["SMARTPUSH_LOG_LEVEL": "loud"]) {
            _ = try $0.choice(.logLevel, ["info"])
        }
        #expect(choice == .impossible(.logLevel, in: .variable("SMARTPUSH_LOG_LEVEL"), .oneOf(["info"])))
        let names = try await fault(environment: ["SMARTPUSH_PROMPT_DIALOGS": "zenity,xdialog"]) {
            _ = try $0.choices(.promptDialogs, ["zenity"])
        }
        #expect(names == .impossible(.promptDialogs, in: .variable("SMARTPUSH_PROMPT_DIALOGS"), .severalOf(["zenity"])))
    }

    @Test("has names that commas separate, or none") func choices() async throws {
        let allowed = ["zenity", "kdialog"]
        let two = try await settings(#"{"prompt_dialogs": "kdialog, zenity"}"#)
        #expect(try two.choices(.promptDialogs, allowed) == ["kdialog", "zenity"])
        let none = try await settings(environment: ["SMARTPUSH_PROMPT_DIALOGS": ""])
        #expect(try none.choices(.promptDialogs, allowed) == [])
    }
}

@Suite("The address of a server") struct ServerURLTests {
    @Test(
        "is https, or http to this machine",
        arguments: [
            ("https://tenant.example.com", "https://tenant.example.com"),
            ("https://tenant.example.com///", "https://tenant.example.com"),
            ("HTTPS://Tenant.Example.com:443/base", "https://tenant.example.com"),
            ("https://tenant.example.com:8443", "https://tenant.example.com:8443"),
            ("http://localhost:7000", "http://localhost:7000"), ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("http://[::1]:7000", "http://[::1]:7000"),
        ])
    func usable(text: String, origin: String) {
        let url = ServerURL(text)
        #expect(url?.origin == origin)
        #expect(url?.text.hasSuffix("/") == false)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "tenant.example.com", "http://tenant.example.com", "ftp://localhost", "https://", "https://a b",
            "https://user@a.example", "https://a.example?x=1", "https://a.example#x", "https://a.example:0",
            "https://a.example:99999", "mailto:a@b",
        ])
    func unusable(text: String) {
        #expect(ServerURL(text) == nil)
    }

    @Test("can be an origin") func origins() {
        #expect(ServerURL("https://a.example/")?.isOrigin == true)
        #expect(ServerURL("https://a.example/b")?.isOrigin == false)
    }
}
