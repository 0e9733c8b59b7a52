package import PushExchange

/// Why a login gave no token. It contains nothing secret.
package enum LoginFailure: Error, Sendable, Equatable {
    /// A request failed, or its answer is of no use.
    case unreachable(RequestFailure)
    /// The server has no OpenID configuration; the HTTP status of what it answered.
    case notAProvider(status: Int)
    /// The OpenID configuration is that of another server. The issuer it states, unchecked.
    case otherIssuer(String)
    /// The server does not have PKCE with S256 (RFC 7636), without which another program could use the code.
    case noPKCE
    /// The server refused the login.
    case refused(ProviderError)
    /// The server's answer to the code is no answer to it.
    case unusableTokens(TokenFault)
    /// The user did not sign in in time.
    case timedOut
    /// No port of this machine could be listened on.
    case cantListen
}

/// An error of the provider (RFC 6749, 4.1.2.1 and 5.2).
package struct ProviderError: Error, Sendable, Equatable {
    /// Its code, such as `invalid_client`, or `http_400` if it has none.
    package var code: String
    /// What the server says: at most 200 printable characters, without the client id; `nil` if it says nothing.
    package var words: String?

    /// - Parameters:
    ///   - code: the `error`, unchecked.
    ///   - words: the `error_description`, unchecked.
    ///   - secret: what is cut out of both.
    init(code: String, words: String?, without secret: Secret<String>) {
        self.code = Self.printable(code, without: secret, limit: 60) ?? "unknown"
        self.words = words.flatMap { Self.printable($0, without: secret, limit: 200) }
    }

    static func printable(_ text: String, without secret: Secret<String>, limit: Int) -> String? {
        let cleared = secret.reveal().isEmpty ? text : text.replacing(secret.reveal(), with: "***")
        var view = String.UnicodeScalarView()
        for scalar in cleared.unicodeScalars { view.append(isPrintable(scalar) ? scalar : " ") }
        let words = String(view).split(separator: " ").joined(separator: " ").prefix(limit)
        return words.isEmpty ? nil : String(words)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}

/// What is wrong with the answer to the code.
package enum TokenFault: String, Sendable, Equatable, CaseIterable {
    /// It is not JSON, or has no access token.
    case noAccessToken = "access_token"
    /// It has no ID token that can be read (RFC 7519).
    case noIDToken = "id_token"
    case issuer = "iss"
    case audience = "aud"
    case nonce
    case expired = "exp"
}
