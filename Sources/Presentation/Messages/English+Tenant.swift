extension TenantMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .serverLabel: "server"
        case .proxyLabel: "proxy"
        case .noProxy: "none"
        case .proxy(let place, let source): "\(place), from \(source)"
        case .addressLabel: "address"
        case .noAddress: "the server's name can't be looked up"
        case .noTLS: "no secure connection"
        case .tls(let version, let issuer, let until, let isTrusted):
            "\(version); certificate \(issuer.map { "from \($0) " } ?? "")until \(until)"
                + (isTrusted ? "" : "; not trusted")
        case .clockLabel: "clock"
        case .clock(0): "this machine agrees with the server"
        case .clock(let seconds) where seconds > 0: "this machine is \(seconds) s ahead of the server"
        case .clock(let seconds): "this machine is \(-seconds) s behind the server"
        case .loginLabel: "login"
        case .login(let issuer, let hasPKCE, let missing):
            "possible at \(issuer); PKCE with S256 \(hasPKCE == nil ? "not named" : "named"); "
                + Self.scopes(missing)
        case .callColumn: "CALL"
        case .served(true?): "served"
        case .served(false?): "not there"
        case .served(nil): "unknown"
        case .notReached(let why): "the server could not be asked: \(why)"
        case .howToSend: "With --json this is one object without secrets, which can be sent to the project."
        }
    }

    private static func scopes(_ missing: [String]?) -> String {
        guard let missing else { return "no scopes named" }
        return missing.isEmpty ? "all scopes named" : "not named: \(missing.joined(separator: ", "))"
    }
}
