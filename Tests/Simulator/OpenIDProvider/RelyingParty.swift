import Crypto
import CryptoExtras
import Foundation
import SimulatorHTTP
import SimulatorTestSupport
import Testing
import VerificationServer

@testable import OpenIDProvider

/// An application and its user's browser, which send curl commands to a running simulator.
struct RelyingParty: Sendable {
    /// The pair of RFC 7636, appendix B.
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    static let callback = "http://127.0.0.1:9/callback?from=sim"
    /// What can be wrong with a redirect.
    static let state = "s t+&=%20ä"
    static let unwanted = "(left out)"

    let client: Client
    var id = "shop"
    var redirectURI = callback

    /// Calls the authorization endpoint with a valid request that has these changes.
    func authorize(_ changes: [String: String] = [:], method: [String] = ["--get"]) async throws -> Reply {
        let right = [
            "client_id": id, "redirect_uri": redirectURI, "response_type": "code", "scope": "openid profile email",
            "state": Self.state, "nonce": "n-1", "code_challenge": Self.challenge, "code_challenge_method": "S256",
        ]
        return try await client.curl("/authz-srv/authz", method + Self.form(right, changes))
    }

    /// The request id that is passed to the login page.
    func requestID(_ changes: [String: String] = [:]) async throws -> String {
        let location = try #require(try await authorize(changes).headers["location"])
        let prefix = "/?requestId="
        try #require(location.hasPrefix(prefix), "\(location)")
        return String(location.dropFirst(prefix.count))
    }

    /// Signs in through the device, with these steps, and finishes.
    func finish(
        _ requestID: String, through steps: [Step] = [.acknowledge, .allow, .verify]
    ) async throws -> Reply {
        let (started, _) = try await client.signIn(through: steps, ["request_id": .string(requestID)])
        return try await client.finish(started, ["requestId": requestID])
    }

    /// A code for a request with these changes.
    func code(_ changes: [String: String] = [:]) async throws -> String {
        try #require(try await finish(requestID(changes)).redirect["code"])
    }

    /// Exchanges a code in a valid request that has these changes.
    func exchange(_ code: String, _ changes: [String: String] = [:], _ options: [String] = []) async throws -> Reply {
        let right = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": redirectURI, "client_id": id,
            "code_verifier": Self.verifier,
        ]
        return try await client.curl("/token-srv/token", options + Self.form(right, changes))
    }

    func userInfo(_ token: String?) async throws -> Reply {
        try await client.curl("/users-srv/userinfo", token.map { ["--header", "Authorization: Bearer \($0)"] } ?? [])
    }

    /// The claims of a token, after its signature was verified with the published key that it names.
    func claims(_ token: String) async throws -> JSON {
        let parts = token.split(separator: ".").map(String.init)
        try #require(parts.count == 3)
        let header = try JSON(bytes: Self.bytes(parts[0]))
        #expect(header["alg"] == "RS256")
        let keys = try await client.curl("/.well-known/jwks.json").json?["keys"]?.array ?? []
        let key = try #require(keys.first { $0["kid"] == header["kid"] })
        let publicKey = try _RSA.Signing.PublicKey(
            n: Self.bytes(key["n"]?.string ?? ""), e: Self.bytes(key["e"]?.string ?? ""))
        let signature = _RSA.Signing.RSASignature(rawRepresentation: try Self.bytes(parts[2]))
        let text = Data("\(parts[0]).\(parts[1])".utf8)
        try #require(publicKey.isValidSignature(signature, for: text, padding: .insecurePKCS1v1_5))
        return try JSON(bytes: Self.bytes(parts[1]))
    }

    private static func form(_ right: [String: String], _ changes: [String: String]) -> [String] {
        right.merging(changes) { _, new in new }.filter { $0.value != unwanted }
            .flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] }
    }

    private static func bytes(_ base64URL: String) throws -> Data {
        let padded = base64URL.replacing("-", with: "+").replacing("_", with: "/")
            .padding(toLength: (base64URL.count + 3) / 4 * 4, withPad: "=", startingAt: 0)
        return try #require(Data(base64Encoded: padded))
    }
}

extension Reply {
    /// The parameters of the redirect's address, as an application reads them: a plus sign is a space.
    var redirect: [String: String] {
        let location = headers["location"]?.replacing("+", with: "%20") ?? ""
        let items = URLComponents(string: location)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { _, second in second }
    }
}

/// Expects an OAuth error in the envelope of the published clients.
func expect(
    _ reply: Reply, isError code: String, _ status: Int = 400, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(reply.status == status, "\(reply.text)", sourceLocation: sourceLocation)
    #expect(reply.json?["error"] == .string(code), "\(reply.text)", sourceLocation: sourceLocation)
    #expect(reply.json?["success"] == false, sourceLocation: sourceLocation)
    #expect(reply.json?["status"] == .integer(status), sourceLocation: sourceLocation)
    #expect(reply.json?["error_description"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
    #expect(reply.headers["cache-control"] == "no-store", sourceLocation: sourceLocation)
}
