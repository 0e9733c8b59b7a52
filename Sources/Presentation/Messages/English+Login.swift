extension LoginMessage {
    /// The words in English.
    package var english: String {
        switch self {
        case .noServer:
            "name the server: smartpush login https://tenant.example.com --client-id ID; or put it into servers of the "
                + "configuration (man smartpush-config)"
        case .severalServers(let names):
            "several servers are configured; name one: smartpush login \(names.joined(separator: ", or "))"
        case .unusableServer(let text):
            "\(text) is neither the name of a configured server nor an address such as https://tenant.example.com"
        case .noClientID(let server):
            "the client id for \(server) is not known; ask the tenant's administrator for it, and give it with --client-id"
        case .serverNotAllowed(let server, let allowed):
            "the administrator of this machine does not allow \(server); allowed are \(allowed.joined(separator: ", "))"
        case .timeoutOutOfRange: "--timeout has to be a number of seconds from 1 to 3600"
        case .openAddress: "Sign in at this address:"
        case .browserOpened: "It was opened in the browser."
        case .throughSSH(let command):
            "If the browser is on another machine, run this there first, and leave it running: \(command)"
        case .signedInPage: "You are signed in. You can close this window."
        case .failedPage: "The login failed. The terminal says why. You can close this window."
        case .notAwaitedPage: "This login is not awaited here. Start it again: smartpush login"
        case .requestFailed(let server, let failure): "\(server): \(failure.english)"
        case .notAProvider(let server, let status):
            "\(server) can't be logged in at: it has no usable OpenID configuration (HTTP \(status)); check the address"
        case .otherIssuer(let server, let issuer):
            "\(server) can't be logged in at: it says that its address is \(issuer); use that one if you trust it"
        case .noPKCE(let server): "\(server) can't be logged in at: it does not have PKCE with S256"
        case .refused(let code, let words, let advice):
            "the server refused the login (\(code)\(words.map { ": \($0)" } ?? ""))\(advice.english)"
        case .unusableTokens(let field):
            "the server's answer to the login can't be used: its \(field) is missing or wrong; try again"
        case .timedOut(let seconds):
            "nobody signed in within \(seconds) s; if the browser showed an error, \(LoginAdvice.setUp)"
        case .cantListen: "no port of 127.0.0.1 can be listened on for the browser's return"
        }
    }
}

extension LoginAdvice {
    /// What follows the refusal.
    fileprivate var english: String {
        switch self {
        case .client, .redirect, .scope: "; \(Self.setUp)"
        case .denied: "; sign in again if it was a mistake: smartpush login"
        case .none: "; try again, or ask the tenant's administrator"
        }
    }

    fileprivate static let setUp =
        "the tenant's administrator has to set the client up: type native (public, without a secret), grant "
        + "authorization_code, redirect URI http://127.0.0.1 with any port and the path /callback, scopes openid, "
        + "profile and cidaas:verification_write"
}
