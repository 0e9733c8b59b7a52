import FoundationEssentials
import Messages
import PushExchange
import Settings
import Testing

@testable import smartpush

@Suite("The server of a login") struct LoginTargetTests {
    private static let work =
        #"{"name": "work", "base_url": "https://work.example.com", "client_id": "c1", "push_id": "p1"}"#
    private static let home = #"{"name": "home", "base_url": "https://home.example.com", "client_id": "c2"}"#

    private func settings(_ entries: String...) throws -> Settings {
        let servers = "[\(entries.joined(separator: ", "))]"
        return try Settings(
            environment: ["SMARTPUSH_SERVERS": servers], user: nil, administrator: "/nonexistent.json")
    }

    private func target(_ server: String?, clientID: String? = nil, _ settings: Settings) throws -> [String?] {
        let target = try LoginTarget(server, clientID: clientID, pushID: nil, settings)
        return [target.url.text, target.clientID.reveal(), target.pushID?.reveal()]
    }

    @Test("is the only configured one, or one by its name or address") func configured() throws {
        let one = try settings(Self.work)
        #expect(try target(nil, one) == ["https://work.example.com", "c1", "p1"])
        let two = try settings(Self.work, Self.home)
        #expect(try target("home", two) == ["https://home.example.com", "c2", nil])
        #expect(try target("https://work.example.com/", two) == ["https://work.example.com", "c1", "p1"])
        #expect(try target("work.example.com", two) == ["https://work.example.com", "c1", "p1"])
    }

    @Test("can be any other, with a client id") func given() throws {
        let none = try settings()
        #expect(try target("https://a.example", clientID: "c", none) == ["https://a.example", "c", nil])
        #expect(try target("a.example", clientID: "c", none) == ["https://a.example", "c", nil])
        let configured = try settings(Self.work)
        #expect(try target("work", clientID: "own", configured) == ["https://work.example.com", "own", "p1"])
    }

    @Test("has to be clear") func unclear() throws {
        let none = try settings()
        let two = try settings(Self.work, Self.home)
        let cases: [(String?, Settings, LoginMessage)] = [
            (nil, none, .noServer), (nil, two, .severalServers(names: ["work", "home"])),
            ("nonsense", two, .unusableServer("nonsense")),
            ("http://a.example", none, .unusableServer("http://a.example")),
            ("https://a.example", two, .noClientID(server: "https://a.example")),
        ]
        for (server, settings, message) in cases {
            #expect(throws: Complaint(.usage, .login(message))) { try target(server, settings) }
        }
    }
}

@Suite("The browser for a login") struct BrowserTests {
    @Test("is BROWSER, or the desktop's") func command() {
        #expect(Browser(environment: ["DISPLAY": ":0"])?.command == ["xdg-open"])
        #expect(Browser(environment: ["WAYLAND_DISPLAY": "w"])?.command == ["xdg-open"])
        #expect(
            Browser(environment: ["DISPLAY": ":0", "BROWSER": "firefox --new-tab:w3m"])?.command == [
                "firefox", "--new-tab",
            ])
        #expect(Browser(environment: ["BROWSER": "w3m"])?.command == ["w3m"])
    }

    @Test("is not opened where nobody would see it") func none() {
        #expect(Browser(environment: [:]) == nil)
        #expect(Browser(environment: ["BROWSER": "firefox", "SSH_CONNECTION": "a 1 b 2"]) == nil)
        #expect(Browser(environment: ["DISPLAY": ":10", "SSH_CONNECTION": "a 1 b 2"])?.command == ["xdg-open"])
    }

    @Test("gets the address where its command has %s, or else at the end") func words() {
        #expect(Browser(environment: ["BROWSER": "open"])?.words(for: "u") == ["open", "u"])
        #expect(Browser(environment: ["BROWSER": "open %s --now"])?.words(for: "u") == ["open", "u", "--now"])
    }

    @Test("on another machine comes through ssh") func tunnel() {
        let environment = ["USER": "ada", "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"]
        #expect(Browser.tunnel(to: 4711, environment: environment) == "ssh -N -L 4711:127.0.0.1:4711 ada@192.0.2.2")
    }
}

@Suite("A login that fails") struct LoginComplaintTests {
    @Test(
        "says what the administrator of the tenant has to set up",
        arguments: [
            ("invalid_client", nil, LoginAdvice.client), ("unauthorized_client", nil, .client),
            ("invalid_scope", nil, .scope), ("invalid_request", "redirect_uri mismatch", .redirect),
            ("redirect_uri_mismatch", nil, .redirect), ("access_denied", "no", .denied), ("server_error", nil, .none),
        ] as [(String, String?, LoginAdvice)])
    func advice(code: String, words: String?, advice: LoginAdvice) {
        #expect(LoginAdvice(code: code, words: words) == advice)
    }
}
