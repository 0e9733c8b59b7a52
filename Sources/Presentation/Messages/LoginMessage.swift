package import PushExchange

/// What `smartpush login` says.
package enum LoginMessage: Equatable, Sendable {
    // What is wrong with the call.
    case noServer
    case severalServers(names: [String])
    case unusableServer(String)
    case noClientID(server: String)
    case serverNotAllowed(server: String, allowed: [String])
    case timeoutOutOfRange

    // While the user signs in.
    case openAddress
    case browserOpened
    case throughSSH(command: String)

    // The pages that the browser gets.
    case signedInPage
    case failedPage
    case notAwaitedPage

    // Why there is no token.
    case requestFailed(server: String, RequestFailure)
    case notAProvider(server: String, status: Int)
    case otherIssuer(server: String, issuer: String)
    case noPKCE(server: String)
    /// `words` are the server's.
    case refused(code: String, words: String?, LoginAdvice)
    /// `field` is the part that is wrong.
    case unusableTokens(field: String)
    case timedOut(seconds: Int)
    case cantListen
}

/// What has to be done about a refused login.
package enum LoginAdvice: CaseIterable, Sendable {
    /// The tenant has no such public client.
    case client
    /// The client may not return to this machine.
    case redirect
    /// The client may not have the scopes.
    case scope
    /// The user, or a rule of the tenant, said no.
    case denied
    case none

    /// - Parameters:
    ///   - code: the error of the provider (RFC 6749, 4.1.2.1 and 5.2).
    ///   - words: what it says about it.
    package init(code: String, words: String?) {
        let isAboutRedirect = [code, words ?? ""].contains { $0.lowercased().contains("redirect") }
        self =
            switch code {
            case "invalid_client", "unauthorized_client", "unsupported_response_type", "unsupported_grant_type": .client
            case "invalid_scope": .scope
            case "access_denied": .denied
            case _ where isAboutRedirect: .redirect
            default: .none
            }
    }
}
