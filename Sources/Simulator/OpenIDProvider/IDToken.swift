import Crypto
import FoundationEssentials
import SimulatorHTTP

/// The signed statement about the user that an application gets (OpenID Connect Core, section 2).
enum IDToken {
    static let lifetime = 600.0

    static func claims(_ grant: Grant, accessToken: String, issuer: String, at now: Date) -> JSON {
        let claims: JSON = [
            "iss": .string(issuer), "sub": .string(grant.sub), "aud": .string(grant.request.client.clientID),
            "iat": seconds(now), "exp": seconds(now.addingTimeInterval(lifetime)),
            "auth_time": seconds(grant.authenticatedAt), "amr": [.string(grant.method.rawValue)],
            "at_hash": .string(SHA256.hash(data: Array(accessToken.utf8)).prefix(16).base64URL),
        ]
        return claims.merging(grant.request.nonce.map { ["nonce": .string($0)] } ?? [:])
    }

    private static func seconds(_ time: Date) -> JSON { .integer(Int(time.timeIntervalSince1970)) }
}
