import SimulatorHTTP
import SimulatorTestSupport
import Testing
import VerificationServer

@testable import OpenIDProvider

@Suite("An authorization request", .serialized)
struct AuthorizationTests {
    @Test("leads through the device back to the application, with a code and the state", arguments: ["GET", "POST"])
    func wayBack(method: String) async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            // The form comes from a page of the application.
            let way = method == "GET" ? ["--get"] : ["--header", "Origin: https://shop.example"]
            let asked = try await shop.authorize(method: way)
            #expect(asked.status == 302)
            let requestID = try #require(asked.redirect["requestId"])
            #expect(try await client.curl("/?requestId=\(requestID)").status == 200)
            let finished = try await shop.finish(requestID)
            #expect(finished.status == 302)
            #expect(finished.headers["location"]?.hasPrefix("\(RelyingParty.callback)&code=") == true)
            #expect(finished.redirect["state"] == RelyingParty.state)
            #expect(finished.redirect["iss"] == client.enrollment.baseURL)
            #expect(finished.redirect["code"]?.count == 43)
        }
    }

    @Test(
        "is refused without a redirect if the address does not belong to the application",
        arguments: [
            ["client_id": RelyingParty.unwanted], ["redirect_uri": RelyingParty.unwanted],
            ["redirect_uri": "https://evil.example/"], ["redirect_uri": "http://127.0.0.1:9@evil.example/"],
            ["redirect_uri": "http://localhost.evil.example/"], ["redirect_uri": "/sim/landing"],
            ["redirect_uri": "http://127.0.0.1/#fragment"], ["state": String(repeating: "s", count: 5_000)],
        ])
    func notRedirected(changes: [String: String]) async throws {
        try await withSimulator { _, client in
            let reply = try await RelyingParty(client: client).authorize(changes)
            #expect(reply.status == 400)
            #expect(reply.code != nil, "\(reply.text)")
            #expect(reply.headers["location"] == nil)
        }
    }

    @Test("is refused if it has a parameter twice, because either of the two could count")
    func twice() async throws {
        try await withSimulator { _, client in
            let twice = ["--get", "--data-urlencode", "redirect_uri=http://127.0.0.1:9/other"]
            expect(try await RelyingParty(client: client).authorize(method: twice), isRefused: "VER_0004", 400)
        }
    }

    @Test(
        "is answered with an error and the state if the application asks for something unsupported",
        arguments: [
            (["response_type": RelyingParty.unwanted], "invalid_request"),
            (["response_type": "token"], "unsupported_response_type"),
            (["response_type": "code id_token"], "unsupported_response_type"),
            (["response_mode": "fragment"], "invalid_request"),
            (["scope": RelyingParty.unwanted], "invalid_scope"), (["scope": "profile"], "invalid_scope"),
            (["code_challenge": RelyingParty.unwanted], "invalid_request"),
            (
                ["code_challenge": RelyingParty.unwanted, "code_challenge_method": RelyingParty.unwanted],
                "invalid_request"
            ),
            (["code_challenge": "short"], "invalid_request"),
            (["code_challenge_method": "plain"], "invalid_request"),
            (["code_challenge_method": RelyingParty.unwanted], "invalid_request"),
            (["prompt": "none"], "login_required"), (["prompt": "none login"], "invalid_request"),
            (["request": "x"], "request_not_supported"), (["request_uri": "x"], "request_uri_not_supported"),
            (["registration": "x"], "registration_not_supported"),
        ])
    func redirectedError(changes: [String: String], code: String) async throws {
        try await withSimulator { _, client in
            let reply = try await RelyingParty(client: client).authorize(changes)
            #expect(reply.status == 302)
            #expect(reply.headers["location"]?.hasPrefix(RelyingParty.callback) == true)
            #expect(reply.redirect["error"] == code)
            #expect(reply.redirect["error_description"]?.isEmpty == false)
            #expect(reply.redirect["state"] == RelyingParty.state)
            #expect(reply.redirect["code"] == nil)
        }
    }

    @Test("that the user denies goes back as access_denied", arguments: [[Step.acknowledge, .deny], [.cancel]])
    func denied(steps: [Step]) async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            let requestID = try await shop.requestID()
            let finished = try await shop.finish(requestID, through: steps)
            #expect(finished.redirect["error"] == "access_denied")
            #expect(finished.redirect["state"] == RelyingParty.state)
            expect(try await client.initiate(["request_id": .string(requestID)]), isRefused: "SIM_400", 400)
        }
    }

    @Test("that expires or gets the wrong number also goes back as access_denied")
    func failed() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(source: clock.source)) { _, client in
            let shop = RelyingParty(client: client)
            let late = try await shop.requestID()
            let (started, _) = try await client.signIn(through: [.acknowledge], ["request_id": .string(late)])
            clock.advance(by: 300)
            #expect(try await client.finish(started, ["requestId": late]).redirect["error"] == "access_denied")
            let wrong = try await shop.requestID()
            let (again, last) = try await client.signIn(
                through: [.acknowledge, .allow], ["request_id": .string(wrong)])
            expect(try await client.step(.verify, after: last, ["pass_code": "x"]), isRefused: "VER_0041", 400)
            #expect(try await client.finish(again, ["requestId": wrong]).redirect["error"] == "access_denied")
        }
    }

    @Test("stays open until its user is signed in, and is answered once")
    func once() async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            let requestID = try await shop.requestID()
            expect(try await shop.finish(requestID, through: [.acknowledge]), isRefused: "VER_0032", 400)
            let (started, _) = try await client.signIn(
                through: [.acknowledge, .allow, .verify], ["request_id": .string(requestID)])
            #expect(try await shop.finish(requestID).redirect["code"] != nil)
            expect(try await client.finish(started, ["requestId": requestID]), isRefused: "SIM_400", 400)
            expect(try await client.initiate(["request_id": .string(requestID)]), isRefused: "SIM_400", 400)
        }
    }

    @Test("expires")
    func expires() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(source: clock.source)) { _, client in
            let shop = RelyingParty(client: client)
            let requestID = try await shop.requestID()
            clock.advance(by: Grants.requestLifetime)
            expect(try await client.initiate(["request_id": .string(requestID)]), isRefused: "SIM_400", 400)
        }
    }

    @Test("redirects to a registered address, and to no other that looks similar")
    func registered() async throws {
        try await withSimulator { _, client in
            let home = "https://shop.example/callback"
            let application: JSON = ["client_id": "shop", "redirect_uris": [.string(home)]]
            #expect(try await client.post("/sim/clients", application).status == 201)
            expect(try await client.post("/sim/clients", application), isRefused: "SIM_409", 409)
            var shop = RelyingParty(client: client)
            shop.redirectURI = home
            #expect(try await shop.finish(shop.requestID()).headers["location"]?.hasPrefix("\(home)?code=") == true)
            expect(try await shop.authorize(["redirect_uri": "\(home)/../x"]), isRefused: "SIM_400", 400)
            expect(try await shop.authorize(["client_id": "another"]), isRefused: "SIM_400", 400)
        }
    }

    @Test(
        "can be on this machine, on any port",
        arguments: [
            "http://127.0.0.1", "http://127.0.0.1:8080/", "http://[::1]:1/cb", "https://localhost/a/b?c=d&e=%20",
        ])
    func loopback(uri: String) { #expect(RedirectURI.isLoopback(uri)) }

    @Test(
        "is not on this machine if a browser could be led elsewhere",
        arguments: [
            "", "http://127.0.0.1:123456/", "http://127.0.0.1:65536/",
            "http://127.0.0.1\\@evil.example",
            "http://127.0.0.1.evil.example",
            "http://user@127.0.0.1/", "http://127.0.0.1:80:80/", "http://localhost/#a", "http://localhost/ x",
            "http://localhost/\r\nSet-Cookie: a=b", "http://localhost\u{2028}/", "ftp://localhost/", "//localhost/",
            "javascript:alert(1)", "http://localhoſt/", "http://127.0.0.1?x\\y",
        ])
    func elsewhere(uri: String) { #expect(!RedirectURI.isLoopback(uri)) }

    @Test(
        "can be registered with HTTPS or a program's own scheme",
        arguments: [
            ("https://shop.example/cb?x=y", true), ("com.example.shop:/cb", true), ("http://localhost:1/", true),
            ("http://shop.example/cb", false), ("https://shop.example/#x", false), ("javascript:alert(1)", false),
            ("data:text/html,x", false), ("https://", false), ("/cb", false),
        ])
    func registrable(uri: String, isFine: Bool) { #expect(RedirectURI.canBeRegistered(uri) == isFine) }
}
