import SimulatorHTTP
import SimulatorTestSupport
import Testing
import VerificationServer

@testable import OpenIDProvider

@Suite("A sign-in with a password", .serialized)
struct PasswordTests {
    private func signIn(
        _ client: Client, _ requestID: String, _ changes: [String: String] = [:]
    ) async throws -> Reply {
        let form = ["requestId": requestID, "username": "anna.berg@example.org", "password": "any"]
            .merging(changes) { $1 }
        return try await client.curl(
            "/login-srv/login", form.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] })
    }

    @Test("leads back to the application, whose token says how the user signed in, and who they are")
    func works() async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            let signedIn = try await signIn(client, shop.requestID())
            #expect(signedIn.status == 302 && signedIn.redirect["state"] == RelyingParty.state)
            let tokens = try await shop.exchange(try #require(signedIn.redirect["code"]))
            let claims = try await shop.claims(tokens.json?["id_token"]?.string ?? "")
            #expect(claims["amr"] == ["pwd"] && claims["sub"] != .string(client.enrollment.sub))
            let info = try await shop.userInfo(tokens.json?["access_token"]?.string).json
            #expect(info?["name"] == "Anna Berg" && info?["email"] == "anna.berg@example.org")
            #expect(info?["given_name"] == "Anna" && info?["family_name"] == "Berg")
        }
    }

    @Test("is of the same user each time, and of the one who has the devices for their address")
    func users() async throws {
        try await withSimulator { _, client in
            let shop = RelyingParty(client: client)
            func sub(_ name: String) async throws -> String? {
                let signedIn = try await signIn(client, shop.requestID(), ["username": name])
                let tokens = try await shop.exchange(try #require(signedIn.redirect["code"]))
                return try await shop.userInfo(tokens.json?["access_token"]?.string).json?["sub"]?.string
            }
            #expect(try await sub("anna") == sub("Anna"))
            #expect(try await sub("anna") != sub("bert"))
            #expect(try await sub("user@example.com") == client.enrollment.sub)
            let path = "/verification-srv/public/graph/user/setup"
            let annas = try await client.post(path, ["request_id": "r", "identifier": "anna"])
            #expect(annas.data["configured_list"]?.array?.first?["mediums"]?.array?.isEmpty == true)
            let anybodys = try await client.post(path, ["request_id": "r", "identifier": "somebody"])
            #expect(anybodys.data["configured_list"]?.array?.first?["mediums"]?.array?.count == 1)
        }
    }

    @Test("is refused without a password, without an application, and for a request that was answered")
    func refused() async throws {
        try await withSimulator { _, client in
            let requestID = try await RelyingParty(client: client).requestID()
            expect(try await signIn(client, requestID, ["password": ""]), isRefused: "VER_0005", 400)
            expect(try await signIn(client, "made up"), isRefused: "SIM_400", 400)
            #expect(try await signIn(client, requestID).status == 302)
            expect(try await signIn(client, requestID), isRefused: "SIM_400", 400)
        }
    }

    @Test("is offered on the login page to users who come from an application")
    func page() async throws {
        try await withSimulator { _, client in
            let requestID = try await RelyingParty(client: client).requestID()
            let offered = /<form id="password"[^>]* >/
            #expect(try await client.curl("/?requestId=\(requestID)").text.contains(offered))
            #expect(try await !client.curl("/").text.contains(offered))
        }
    }
}
