/// What the user decides about an exchange. A reason is for the server; the number is the one that the web page shows.
package enum Decision: Sendable, Equatable {
    case allow
    case deny(reason: String?)
    case cancel(reason: String?)
    case verify(number: String)

    /// The last segment of the route: `POST /v1/exchanges/{id}/allow`.
    package var word: String {
        switch self {
        case .allow: "allow"
        case .deny: "deny"
        case .cancel: "cancel"
        case .verify: "verify"
        }
    }
}
