import Crypto
import FoundationEssentials
import SimulatorHTTP
import SimulatorTestSupport
import Testing
import VerificationServer

@testable import OpenIDProvider

@Suite("A code", .serialized)
struct TokenTests {
    @Test("is exchanged for a signed ID token that says who signed in, when, where and how")
    func idToken() async throws {
        let clock = TestClock()
        let start = clock.source.now().timeIntervalSince1970
        try await withSimulator(SimulatorConfiguration(source: clock.source)) { _, client in
            let shop = RelyingParty(client: client)
            let requestID = try await shop.requestID()
            let (started, _) = try await client.signIn(
                through: [.acknowledge, .allow, .verify], ["request_id": .string(requestID)])
            clock.advance(by: 20)
            let code = try #require(try await client.finish(started, ["requestId": requestID]).redirect["code"])
            clock.advance(by: 30)
            let reply = try await shop.exchange(code)
            #expect(reply.status == 200)
            #expect(reply.headers["cache-control"] == "no-store")
            #expect(reply.json?["token_type"] == "Bearer")
            #expect(reply.json?["scope"] == "openid profile email")
            let access = try #require(reply.json?["access_token"]?.string)
            let hash = SHA256.hash(data: Data(access.utf8)).prefix(16).base64URL
            let claims = try await shop.claims(reply.json?["id_token"]?.string ?? "")
            #expect(
                claims == [
                    "iss": .string(client.enrollment.baseURL), "sub": .string(client.enrollment.sub), "aud": "shop",
                    "iat": .integer(Int(start) + 50), "exp": .integer(Int(start) + 650),
                    "auth_time": .integer(Int(start)), "amr": ["push"], "nonce": "n-1", "at_hash": .string(hash),
                ])
        }
    }

    @Test("brings a token without a nonce if none was sent, and only the user info of the scope")
    func scope() async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            let wish = ["nonce": RelyingParty.unwanted, "scope": "openid unknown email"]
            let reply = try await shop.exchange(shop.code(wish))
            #expect(reply.json?["scope"] == "openid email")
            #expect(try await shop.claims(reply.json?["id_token"]?.string ?? "")["nonce"] == nil)
            let info = try await shop.userInfo(reply.json?["access_token"]?.string)
            #expect(info.status == 200)
            #expect(
                info.json == [
                    "sub": .string(client.enrollment.sub), "email": "user@example.com", "email_verified": true,
                ])
        }
    }

    @Test("is valid once; a second use revokes the access token")
    func once() async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            let code = try await shop.code()
            let token = try await shop.exchange(code).json?["access_token"]?.string
            #expect(try await shop.userInfo(token).json?["name"] != nil)
            expect(try await shop.exchange(code), isError: "invalid_grant")
            let refused = try await shop.userInfo(token)
            #expect(refused.status == 401)
            #expect(refused.headers["www-authenticate"]?.contains("error=\"invalid_token\"") == true)
        }
    }

    @Test(
        "is only valid for the client that asked for it",
        arguments: [
            (["client_id": "another"], "invalid_grant"), (["code": "another"], "invalid_grant"),
            (["redirect_uri": "http://127.0.0.1:9/callback"], "invalid_grant"),
            (["code_verifier": RelyingParty.challenge], "invalid_grant"),
            (["code_verifier": RelyingParty.unwanted], "invalid_grant"),
            (["code": RelyingParty.unwanted], "invalid_request"),
            (["redirect_uri": RelyingParty.unwanted], "invalid_request"),
            (["grant_type": RelyingParty.unwanted], "invalid_request"),
            (["grant_type": "refresh_token"], "unsupported_grant_type"),
        ])
    func mistaken(changes: [String: String], error: String) async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            let code = try await shop.code()
            expect(try await shop.exchange(code, changes), isError: error)
            #expect(try await shop.exchange(code).status == 200, "a mistake does not cost the code")
        }
    }

    @Test("is valid for a minute, and its access token for an hour")
    func expires() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(source: clock.source)) { _, client in
            let shop = RelyingParty(client: client)
            let late = try await shop.code()
            clock.advance(by: Grants.codeLifetime)
            expect(try await shop.exchange(late), isError: "invalid_grant")
            let token = try await shop.exchange(shop.code()).json?["access_token"]?.string
            clock.advance(by: Grants.tokenLifetime)
            expect(try await shop.userInfo(token), isError: "invalid_token", 401)
        }
    }

    @Test("is exchanged by an application with a secret, in the header or in the form, but not in both")
    func secrets() async throws {
        try await withSimulator { _, client in
            let application: JSON = ["client_id": "shop", "client_secret": "a:b c"]
            #expect(try await client.post("/sim/clients", application).status == 201)
            let shop = RelyingParty(client: client)
            let basic = ["--header", "Authorization: Basic \(Data("shop:a%3Ab+c".utf8).base64EncodedString())"]
            let plain = ["--header", "Authorization: Basic \(Data("shop:a:b c".utf8).base64EncodedString())"]
            let code = try await shop.code()
            let nameless = ["client_id": RelyingParty.unwanted]
            expect(try await shop.exchange(code), isError: "invalid_client", 401)
            expect(try await shop.exchange(code, nameless), isError: "invalid_client", 401)
            expect(try await shop.exchange(code, ["client_secret": "x"]), isError: "invalid_client", 401)
            expect(try await shop.exchange(code, ["client_secret": "a:b c"], basic), isError: "invalid_request")
            expect(try await shop.exchange(code, ["client_id": "x"], basic), isError: "invalid_client", 401)
            let senseless = try await shop.exchange(code, nameless, ["--header", "Authorization: Basic x"])
            expect(senseless, isError: "invalid_client", 401)
            #expect(senseless.headers["www-authenticate"]?.hasPrefix("Basic realm=") == true)
            #expect(try await shop.exchange(code, nameless, basic).status == 200)
            #expect(try await shop.exchange(shop.code(), nameless, plain).status == 200)
            #expect(try await shop.exchange(shop.code(), ["client_secret": "a:b c"]).status == 200)
        }
    }

    @Test("without a challenge needs no verifier from an application with a secret, and accepts none")
    func withoutChallenge() async throws {
        try await withSimulator { _, client in
            _ = try await client.post("/sim/clients", ["client_id": "shop", "client_secret": "secret"])
            let shop = RelyingParty(client: client)
            let plain = ["code_challenge": RelyingParty.unwanted, "code_challenge_method": RelyingParty.unwanted]
            let code = try await shop.code(plain)
            expect(try await shop.exchange(code, ["client_secret": "secret"]), isError: "invalid_grant")
            let changes = ["client_secret": "secret", "code_verifier": RelyingParty.unwanted]
            #expect(try await shop.exchange(code, changes).status == 200)
        }
    }

    @Test("is exchanged with a form that has each parameter once")
    func framing() async throws {
        try await withSimulator { _, client in
            let json = ["--header", "Content-Type: application/json", "--data", "{\"code\":\"x\"}"]
            expect(try await client.curl("/token-srv/token", json), isError: "invalid_client", 401)
            let twice = ["--data", "client_id=a&code=x&code=y"]
            expect(try await client.curl("/token-srv/token", twice), isError: "invalid_request")
        }
    }

    @Test("gives no user info without its access token; the answer says what is needed")
    func noToken() async throws {
        try await withSimulator { _, client in
            let reply = try await RelyingParty(client: client).userInfo(nil)
            expect(reply, isError: "invalid_token", 401)
            #expect(reply.headers["www-authenticate"] == "Bearer realm=\"smartpush-sim\"")
        }
    }

    @Test("comes from a server that publishes its configuration")
    func discovery() async throws {
        try await withSimulator { _, client in
            let found = try await client.curl("/.well-known/openid-configuration").json
            let issuer = client.enrollment.baseURL
            #expect(found?["issuer"] == .string(issuer))
            for (name, path) in [
                ("authorization_endpoint", "/authz-srv/authz"), ("token_endpoint", "/token-srv/token"),
                ("userinfo_endpoint", "/users-srv/userinfo"), ("jwks_uri", "/.well-known/jwks.json"),
            ] { #expect(found?[name] == .string(issuer + path)) }
            #expect(found?["request_uri_parameter_supported"] == false)
            let key = try await client.curl("/.well-known/jwks.json").json?["keys"]?.array?.first
            #expect(key?.keyPaths == ["kty", "n", "e", "kid", "alg", "use"])
        }
    }

    @Test("is exchanged for a token that is signed with a new key in each run")
    func freshKey() throws {
        #expect(try SigningKey().id != SigningKey().id)
    }
}
