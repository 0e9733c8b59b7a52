import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("A login in the browser")
struct LoginTests {
    /// What a user does in the browser, without scripts: the login page, a password, and the way back.
    private struct Browser {
        let server: SimulatedServer

        /// Goes to the address, signs in with any password, and follows the browser's way back.
        func signIn(at address: String) async throws -> Reply {
            let requestID = try await requestID(address)
            let form = "requestId=\(requestID)&username=anna%40example.org&password=any"
            let back = try await server.web.call(
                "POST", "/login-srv/login", form, headers: ["Content-Type": "application/x-www-form-urlencoded"])
            return try await follow(back)
        }

        func requestID(_ address: String) async throws -> String {
            let page = try await server.web.call("GET", Self.target(address))
            guard let location = page.headers["location"], let id = location.split(separator: "=").last else {
                throw Surprise("no login page: \(page.status) \(page.text)")
            }
            return String(id)
        }

        /// Goes where an answer redirects to.
        func follow(_ reply: Reply) async throws -> Reply {
            guard let location = reply.headers["location"], let port = URL(string: location)?.port else {
                throw Surprise("no way back: \(reply.status) \(reply.text)")
            }
            return try await HTTPPlace(.tcp(port: port)).call("GET", Self.target(location))
        }

        private static func target(_ address: String) -> String {
            let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
            return parts.count == 3 ? "/\(parts[2])" : "/"
        }
    }

    private func withLogin(
        _ arguments: [String] = [], environment: [String: String?] = [:],
        _ story: (RunningProgram, String, Daemon, SimulatedServer) async throws -> Void
    ) async throws {
        try await Stage.with { stage in
            let daemon = try await stage.daemon()
            let server = try await stage.server()
            let login = try await stage.start(
                "smartpush",
                ["login", "http://127.0.0.1:\(server.port)", "--client-id", try clientID(server)] + arguments,
                environment: environment)
            let address = try await login.errors.line(with: "response_type=code")
            try await story(login, address, daemon, server)
        }
    }

    private func clientID(_ server: SimulatedServer) throws -> String {
        try #require(server.enrollment["client_id"].string)
    }

    @Test("enrolls this desktop without a code and without a number, and signs in with it") func enrolls() async throws
    {
        try await withLogin(["--json", "--no-browser", "--name", "Work"]) { login, address, daemon, server in
            let page = try await Browser(server: server).signIn(at: address)
            #expect(page.status == 200 && page.text.contains("You are signed in."))
            #expect(try await login.termination.isSuccess, "\(login.errors.text)")
            let enrollment = JSON(login.output.text)
            #expect(enrollment["name"] == "Work" && enrollment["account"] == "anna@example.org")
            #expect(try await daemon.get("/v1/enrollments").json["enrollments"].array.count == 1)
            #expect(!login.output.text.contains("access_token") && !daemon.log.contains("code="))
            // Over ssh the browser is on another machine.
            #expect(login.errors.text.contains("ssh -N -L "))
        }
    }

    @Test("says whose account it is, and opens BROWSER with the address") func opensBrowser() async throws {
        try await withTemporaryFolder { folder in
            let program = "\(folder)/browser"
            try "#!/bin/sh\necho \"$@\" > \(folder)/opened.new\nmv \(folder)/opened.new \(folder)/opened\n".write(
                toFile: program, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            try await withLogin(environment: ["BROWSER": program]) { login, address, _, server in
                try await login.errors.line(with: "It was opened in the browser.")
                _ = try await Browser(server: server).signIn(at: address)
                #expect(try await login.termination.isSuccess, "\(login.errors.text)")
                #expect(login.output.text.contains("anna@example.org"))
                #expect(!login.errors.text.contains("ssh"))
                #expect(try String(contentsOfFile: "\(folder)/opened", encoding: .utf8) == address + "\n")
            }
        }
    }

    @Test("leaves nothing behind if it is interrupted") func interrupted() async throws {
        try await withLogin(["--no-browser"]) { login, address, daemon, server in
            let port = try #require(address.firstMatch(of: /127\.0\.0\.1%3A(\d+)/)?.1)
            try await login.stop(.interrupt)
            #expect(try await daemon.get("/v1/enrollments").json["enrollments"].array.isEmpty)
            let place = HTTPPlace(.tcp(port: try #require(Int(port))))
            await #expect(throws: (any Error).self) { _ = try await place.call("GET", "/callback") }
        }
    }

    @Test("says what the tenant's administrator has to set up if the client is not allowed the scope") func scope()
        async throws
    {
        try await Stage.with { stage in
            _ = try await stage.daemon()
            let server = try await stage.server()
            let poor: JSON = ["client_id": "poor", "scopes": ["openid", "profile"]]
            #expect(try await server.web.call("POST", "/sim/clients", poor).status == 201)
            let login = try await stage.start(
                "smartpush", ["login", "http://127.0.0.1:\(server.port)", "--client-id", "poor", "--no-browser"])
            let address = try await login.errors.line(with: "response_type=code")
            let target = String(address.trimmingPrefix("http://127.0.0.1:\(server.port)"))
            let back = try await server.web.call("GET", target)
            let page = try await Browser(server: server).follow(back)
            #expect(page.text.contains("The login failed."))
            #expect(try await login.termination == .exited(4))
            #expect(login.errors.text.contains("invalid_scope"))
            #expect(login.errors.text.contains("cidaas:verification_write"))
        }
    }

    @Test("ends with one sentence if it can't begin") func failures() async throws {
        try await Stage.with { stage in
            func run(_ arguments: String..., environment: [String: String?] = [:]) async throws -> Ended {
                try await stage.run("smartpush", ["login"] + arguments, environment: environment)
            }
            let client = "--client-id=c"
            #expect(try await run("https://tenant.example.com", client).code == 69)
            _ = try await stage.daemon()
            let cases: [(Ended, Int32, String)] = [
                (try await run(), 64, "name the server"),
                (try await run("https://tenant.example.com"), 64, "--client-id"),
                (try await run("http://tenant.example.com", client), 64, "neither"),
                (try await run("http://127.0.0.1:1", client), 4, "can't be connected to"),
                (try await run("http://127.0.0.1:1", client, "--timeout=0"), 64, "--timeout"),
                (try await run("x", environment: ["SMARTPUSH_SERVERS": "[{}]"]), 70, "entry 1"),
            ]
            for (ended, code, words) in cases {
                #expect(ended.code == code && ended.errors.contains(words), "\(ended)")
                #expect(ended.errors.split(separator: "\n").count == 1 && ended.errors.hasPrefix("smartpush: "))
            }
        }
    }

    @Test("ends if nobody signs in in time") func timeout() async throws {
        try await withLogin(["--no-browser", "--timeout", "1"]) { login, _, _, _ in
            let end = try await login.termination
            #expect(end == .exited(4) && login.errors.text.contains("nobody signed in within 1 s"))
        }
    }
}

@Suite("A tenant from outside")
struct TenantStoryTests {
    @Test("is examined without a daemon, and the report says which paths are served") func report() async throws {
        try await Stage.with { stage in
            let server = try await stage.server(["--without", "v2"])
            let url = "http://127.0.0.1:\(server.port)"
            let ended = try await stage.smartpush("doctor", "--tenant", url, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            let report = ended.json
            #expect(report["server"].string == url && report["clock_ahead"] == 0)
            #expect(report["login"]["pkce_s256"] == true && report["login"]["issuer"].string == url)
            #expect(report["login"]["scopes"]["cidaas:verification_write"] == true)
            #expect(report["calls"].array.count == 17)
            let allow = try #require(report["calls"].array.first { $0["name"] == "allow" })
            #expect(allow["guide"]["served"] == true && allow["v2"]["served"] == false, "\(allow.text)")

            let people = try await stage.smartpush("doctor", "--tenant", url)
            #expect(people.code == 0 && people.output.contains("allow") && people.output.contains("not there"))
            let nobody = try await stage.smartpush("doctor", "--tenant", "http://127.0.0.1:1")
            #expect(nobody.code == 4 && nobody.errors.contains("can't be connected to"), "\(nobody.errors)")
        }
    }
}
