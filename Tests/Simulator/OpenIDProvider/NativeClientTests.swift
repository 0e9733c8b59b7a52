import SimulatorHTTP
import SimulatorTestSupport
import Testing
import VerificationServer

@testable import OpenIDProvider

@Suite("An application that enrolls devices", .serialized)
struct NativeClientTests {
    private static let scope = "openid profile cidaas:verification_write"

    @Test("is registered from the start, and may redirect to every port of this machine")
    func known() async throws {
        try await withSimulator { simulator, client in
            var app = RelyingParty(client: client, id: simulator.loginClientID)
            for home in ["http://127.0.0.1:1/", "http://127.0.0.1:65535/callback", "http://[::1]:8080/x"] {
                app.redirectURI = home
                let code = try await app.code(["scope": Self.scope])
                #expect(try await app.exchange(code).json?["scope"] == .string(Self.scope))
            }
            app.redirectURI = "https://app.example/callback"
            expect(try await app.authorize(["scope": Self.scope]), isRefused: "SIM_400", 400)
            let plain = ["scope": Self.scope, "code_challenge": RelyingParty.unwanted]
            app.redirectURI = RelyingParty.callback
            #expect(try await app.authorize(plain).redirect["error"] == "invalid_request")
        }
    }

    @Test("has to be registered; one that is unknown sees why on a page")
    func unknown() async throws {
        try await withSimulator { _, client in
            let stranger = RelyingParty(client: client)
            expect(try await stranger.authorize(["scope": Self.scope]), isRefused: "SIM_400", 400)
            let browser = ["--get", "--header", "Accept: text/html,*/*"]
            let page = try await stranger.authorize(["scope": Self.scope], method: browser)
            #expect(page.status == 400 && page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.text.contains("no application with this client_id is registered"))
        }
    }

    @Test("that is registered with fewer scopes gets invalid_scope at its own address")
    func fewerScopes() async throws {
        try await withSimulator { _, client in
            let poor: JSON = ["client_id": "shop", "scopes": ["openid", "profile"]]
            let registered = try await client.post("/sim/clients", poor)
            #expect(registered.json?["scopes"] == ["openid", "profile"])
            let senseless: JSON = ["client_id": "another", "scopes": ["unheard-of"]]
            expect(try await client.post("/sim/clients", senseless), isRefused: "SIM_400", 400)
            let shop = RelyingParty(client: client)
            let refused = try await shop.authorize(["scope": Self.scope])
            #expect(refused.redirect["error"] == "invalid_scope" && refused.redirect["state"] == RelyingParty.state)
            #expect(try await shop.authorize(["scope": "openid profile unheard-of"]).redirect["error"] == nil)
        }
    }

    @Test(
        "that has registered addresses has only these, on any port of a loopback address",
        arguments: [
            ("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback", true),
            ("http://127.0.0.1:8080/callback", "http://127.0.0.1/callback", true),
            ("http://[::1]/callback", "http://[::1]:1/callback", true),
            ("http://127.0.0.1/callback", "http://127.0.0.1:1/other", false),
            ("http://127.0.0.1/callback", "http://localhost:1/callback", false),
            ("http://127.0.0.1/", "http://127.0.0.1:1/?x=:80", false),
            ("https://app.example/cb", "https://app.example:444/cb", false),
            ("https://app.example/cb", "http://127.0.0.1:1/cb", false),
        ])
    func addresses(registered: String, asked: String, isFine: Bool) {
        let application = Application(id: "a", secret: nil, redirectURIs: [registered], scopes: [])
        #expect(application.mayRedirect(to: asked) == isFine)
    }
}
