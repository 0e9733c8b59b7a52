import FoundationEssentials
import HTTPTypes
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import OpenIDProvider

/// Uses the provider as a value, without sockets, so that many requests are fast.
@Suite("The provider's memory")
struct BoundsTests {
    private let clock = TestClock()

    @Test("of authorization requests is limited, and an answered one is dropped first")
    func requests() throws {
        var provider = newProvider
        let first = try authorize(&provider)
        let answered = try authorize(&provider)
        provider.grants.close(answered)
        for _ in 0..<(Grants.limit - 1) { _ = try authorize(&provider) }
        #expect(provider.grants.requests.count == Grants.limit)
        #expect(provider.grants.requests[answered] == nil)
        #expect(provider.grants.requests[first] != nil)
        _ = try authorize(&provider)
        #expect(provider.grants.requests.count == Grants.limit)
        #expect(provider.grants.requests[first] == nil)
    }

    @Test("of codes and tokens is limited, and the oldest are dropped first")
    func codesAndTokens() throws {
        var provider = newProvider
        var codes: [String] = []
        for _ in 0...Grants.limit {
            let code = try self.code(&provider)
            codes.append(code)
            _ = try redeem(code, &provider)
        }
        #expect(provider.grants.codes.count == Grants.limit)
        #expect(provider.grants.tokens.count == Grants.limit)
        #expect(provider.grants.codes[codes[0]] == nil)
        #expect(provider.grants.codes[codes[1]] != nil)
        #expect(throws: OAuthError.self) { try redeem(codes[0], &provider) }
    }

    @Test("of clients is limited, and one more is refused")
    func clients() throws {
        var applications = Applications()
        for index in 0..<Applications.limit { try applications.register(Application(id: "\(index)")) }
        #expect(throws: Refusal.self) { try applications.register(Application(id: "one more")) }
    }

    /// The request id of a new authorization request.
    private func authorize(_ provider: inout OpenIDProvider) throws -> String {
        let form =
            "client_id=shop&redirect_uri=http://localhost/&response_type=code&scope=openid"
            + "&code_challenge_method=S256&code_challenge=\(RelyingParty.challenge)"
        let response = try provider.authorize(ServerRequest(method: .get, path: "", rawQuery: form))
        return String(response.headers[.location]?.trimmingPrefix("/?requestId=") ?? "")
    }

    private func code(_ provider: inout OpenIDProvider) throws -> String {
        let id = try authorize(&provider)
        let request = try #require(provider.grants.requests[id])
        return provider.grants.makeCode(for: id, request, .init(sub: "s", at: clock.source.now(), by: .push))
    }

    private func redeem(_ code: String, _ provider: inout OpenIDProvider) throws -> String {
        try provider.grants.redeem(
            code, clientID: "shop", redirectURI: "http://localhost/", verifier: RelyingParty.verifier
        ).accessToken
    }

    private var newProvider: OpenIDProvider {
        OpenIDProvider(source: clock.source, authenticatorID: "authenticator")
    }
}
