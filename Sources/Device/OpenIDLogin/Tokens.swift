import FoundationEssentials
import PushExchange

/// The answer to a code (OpenID Connect Core 1.0, 3.1.3.3).
enum Tokens {
    /// - Parameters:
    ///   - json: the content of the answer.
    ///   - request: the request that the code answered.
    ///   - provider: the provider.
    ///   - now: the time, by the server's clock where it is known.
    /// - Returns: the access token.
    /// - Throws: ``LoginFailure`` if there is none, or the ID token is not for this login.
    static func accessToken(
        in json: [UInt8], for request: AuthorizationRequest, of provider: ProviderMetadata, at now: Timestamp
    ) throws(LoginFailure) -> Secret<String> {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(json)), !answer.accessToken.isEmpty else {
            throw .unusableTokens(.noAccessToken)
        }
        try check(answer.idToken, for: request, of: provider, at: now)
        return Secret(answer.accessToken)
    }

    /// Checks the claims of an ID token (3.1.3.7). Its signature is not needed: it came straight from the provider, over
    /// TLS.
    private static func check(
        _ token: String?, for request: AuthorizationRequest, of provider: ProviderMetadata, at now: Timestamp
    ) throws(LoginFailure) {
        let parts = token?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        guard parts.count == 3, let payload = Base64URL.decode(parts[1]),
            let claims = try? JSONDecoder().decode(Claims.self, from: payload)
        else { throw .unusableTokens(.noIDToken) }
        guard claims.issuer == provider.issuer else { throw .unusableTokens(.issuer) }
        let clientID = request.clientID.reveal()
        guard claims.audience.values.contains(clientID), claims.authorizedParty.map({ $0 == clientID }) ?? true else {
            throw .unusableTokens(.audience)
        }
        guard claims.nonce == request.nonce.reveal() else { throw .unusableTokens(.nonce) }
        guard Double(now.milliseconds) / 1000 < claims.expiresAt + tolerance else { throw .unusableTokens(.expired) }
    }

    /// Seconds, for clocks that differ.
    private static let tolerance = 60.0

    private struct Answer: Decodable {
        var accessToken: String
        var idToken: String?

        private enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case idToken = "id_token"
        }
    }

    private struct Claims: Decodable {
        var issuer: String
        var audience: Audience
        var authorizedParty: String?
        var nonce: String?
        var expiresAt: Double

        private enum CodingKeys: String, CodingKey {
            case issuer = "iss"
            case audience = "aud"
            case authorizedParty = "azp"
            case nonce
            case expiresAt = "exp"
        }
    }

    /// One text, or several.
    private struct Audience: Decodable {
        var values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            values = try (try? container.decode([String].self)) ?? [container.decode(String.self)]
        }
    }
}

/// An error in the content of an answer (RFC 6749, 5.2).
struct TokenErrorDocument: Decodable {
    var error: String
    var words: String?

    private enum CodingKeys: String, CodingKey {
        case error
        case words = "error_description"
    }
}
