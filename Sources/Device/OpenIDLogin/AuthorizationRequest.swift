import Crypto
import FoundationEssentials
import PushExchange

/// A request for a code (OpenID Connect Core 1.0, 3.1.2.1), of a public client with PKCE (RFC 7636).
struct AuthorizationRequest: Sendable {
    let clientID: Secret<String>
    let redirectURI: String
    let state: Secret<String>
    let nonce: Secret<String>
    let verifier: Secret<String>

    /// - Parameters:
    ///   - clientID: the id of the app at the server.
    ///   - port: the port of this machine to which the browser returns.
    ///   - random: makes random bytes.
    init(clientID: Secret<String>, port: Int, random: (Int) -> [UInt8] = Self.randomBytes) {
        self.clientID = clientID
        redirectURI = "http://127.0.0.1:\(port)/callback"
        state = Secret(Base64URL.encode(random(32)))
        nonce = Secret(Base64URL.encode(random(32)))
        verifier = Secret(Base64URL.encode(random(32)))
    }

    /// The address for the browser.
    func url(at provider: ProviderMetadata) -> String {
        let challenge = Base64URL.encode(SHA256.hash(data: Data(verifier.reveal().utf8)))
        let query = FormEncoding.encode([
            ("response_type", "code"), ("client_id", clientID.reveal()), ("redirect_uri", redirectURI),
            ("scope", OpenIDLogin.scopes.joined(separator: " ")), ("state", state.reveal()), ("nonce", nonce.reveal()),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ])
        let mark = provider.authorizationEndpoint.contains("?") ? "&" : "?"
        return provider.authorizationEndpoint + mark + query
    }

    /// The content of the request that exchanges the code for tokens (RFC 6749, 4.1.3).
    func tokenForm(code: Secret<String>) -> String {
        FormEncoding.encode([
            ("grant_type", "authorization_code"), ("code", code.reveal()), ("redirect_uri", redirectURI),
            ("client_id", clientID.reveal()), ("code_verifier", verifier.reveal()),
        ])
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// Base 64 without padding, for URLs (RFC 4648, 5).
enum Base64URL {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decode(_ text: some StringProtocol) -> Data? {
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }
}

/// `application/x-www-form-urlencoded`, for a query and for the content of a request.
enum FormEncoding {
    static func encode(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\($0.name)=\(encode($0.value))" }.joined(separator: "&")
    }

    private static func encode(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }

    /// The fields of a query. A field that comes twice is `nil`, because it is not clear which one counts.
    static func decode(_ query: Substring) -> [String: String] {
        var fields: [String: String] = [:]
        var seen: Set<String> = []
        for part in query.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = text(pair[0]) else { continue }
            let isNew = seen.insert(name).inserted
            fields[name] = isNew && pair.count == 2 ? text(pair[1]) : nil
        }
        return fields
    }

    private static func text(_ encoded: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = encoded.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = Substring(rest.prefix(2))
                guard digits.count == 2, digits.allSatisfy(\.isHexDigit), let code = UInt8(digits, radix: 16) else {
                    return nil
                }
                bytes.append(code)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
