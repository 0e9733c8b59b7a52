import FoundationEssentials
package import Settings

/// What a provider says of itself (OpenID Connect Discovery 1.0, 3).
package struct ProviderMetadata: Sendable, Equatable {
    /// Exactly as the provider states it, because tokens are compared with it.
    package var issuer: String
    package var authorizationEndpoint: String
    package var tokenEndpoint: String
    /// Whether it has PKCE with S256. `nil` if it does not say.
    package var hasPKCE: Bool?
    /// The scopes that it has; `nil` if it does not say.
    package var scopes: [String]?
    /// Whether each of its answers names it (RFC 9207).
    package var answersNameIssuer: Bool

    /// The path of the document, below the address of the server.
    package static let path = "/.well-known/openid-configuration"

    /// - Parameters:
    ///   - json: the document.
    ///   - server: the server that it was asked from.
    /// - Throws: ``LoginFailure`` if it is no such document, or that of another server.
    package init(_ json: [UInt8], of server: ServerURL) throws(LoginFailure) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)) else {
            throw .notAProvider(status: 200)
        }
        guard Self.withoutSlash(document.issuer) == server.text else {
            throw .otherIssuer(document.issuer)
        }
        guard let authorization = document.authorizationEndpoint, let token = document.tokenEndpoint,
            Self.isUsable(authorization, by: server), Self.isUsable(token, by: server)
        else { throw .notAProvider(status: 200) }
        issuer = document.issuer
        authorizationEndpoint = authorization
        tokenEndpoint = token
        hasPKCE = document.challengeMethods.map { $0.contains("S256") }
        scopes = document.scopes
        answersNameIssuer = document.answersNameIssuer ?? false
    }

    private static func withoutSlash(_ text: String) -> String {
        text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// An endpoint can be on another host. Only a server on this machine can have one without TLS.
    private static func isUsable(_ text: String, by server: ServerURL) -> Bool {
        guard let path = text.split(separator: "?", maxSplits: 1).first, let url = ServerURL(String(path)) else {
            return false
        }
        return url.isSecure || !server.isSecure
    }

    private struct Document: Decodable {
        var issuer: String
        var authorizationEndpoint: String?
        var tokenEndpoint: String?
        var challengeMethods: [String]?
        var scopes: [String]?
        var answersNameIssuer: Bool?

        private enum CodingKeys: String, CodingKey {
            case issuer
            case authorizationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case challengeMethods = "code_challenge_methods_supported"
            case scopes = "scopes_supported"
            case answersNameIssuer = "authorization_response_iss_parameter_supported"
        }
    }
}
