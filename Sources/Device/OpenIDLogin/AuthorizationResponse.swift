import PushExchange

/// What the browser brings back (OpenID Connect Core 1.0, 3.1.2.5 and 3.1.2.6).
enum AuthorizationResponse: Sendable, Equatable {
    case code(Secret<String>)
    case refused(ProviderError)

    /// Reads the target of the browser's request. `nil` if it is not the response to `request`, or not that of
    /// `provider`.
    init?(uri: String, to request: AuthorizationRequest, of provider: ProviderMetadata) {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "/callback" else { return nil }
        let fields = FormEncoding.decode(parts[1])
        guard let state = fields["state"], Self.isEqual(state, request.state.reveal()) else { return nil }
        guard fields["iss"].map({ $0 == provider.issuer }) ?? !provider.answersNameIssuer else { return nil }
        if let error = fields["error"] {
            let words = fields["error_description"]
            self = .refused(ProviderError(code: error, words: words, without: request.clientID))
        } else if let code = fields["code"], !code.isEmpty {
            self = .code(Secret(code))
        } else {
            return nil
        }
    }

    /// Takes the same time for all texts of the same length.
    private static func isEqual(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        return zip(one.utf8, other.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
