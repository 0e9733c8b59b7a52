import Crypto
import CryptoExtras
import FoundationEssentials
import SimulatorHTTP

/// The key that signs ID tokens. It is for RS256, which every client has to support.
struct SigningKey: Sendable {
    private let key: _RSA.Signing.PrivateKey
    /// The thumbprint of the public key (RFC 7638), in base64url.
    let id: String
    /// The public key as a member of the key set (RFC 7517).
    let published: JSON

    init() throws {
        key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let numbers = try key.publicKey.getKeyPrimitives()
        let shape: JSON = [
            "kty": "RSA", "n": .string(numbers.modulus.base64URL), "e": .string(numbers.publicExponent.base64URL),
        ]
        id = SHA256.hash(data: shape.bytes).base64URL
        published = shape.merging(["kid": .string(id), "alg": "RS256", "use": "sig"])
    }

    /// A signed token with these claims (RFC 7515, compact serialization).
    func sign(_ claims: JSON) throws -> String {
        let header: JSON = ["alg": "RS256", "kid": .string(id), "typ": "JWT"]
        let text = "\(header.bytes.base64URL).\(claims.bytes.base64URL)"
        let signature = try key.signature(for: SHA256.hash(data: Array(text.utf8)), padding: .insecurePKCS1v1_5)
        return "\(text).\(signature.rawRepresentation.base64URL)"
    }
}

/// Proves that the client that exchanges a code is the one that asked for it (RFC 7636).
enum CodeVerifier {
    static func challenge(of verifier: String) -> String { SHA256.hash(data: Array(verifier.utf8)).base64URL }
}
