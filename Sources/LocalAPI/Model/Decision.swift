/// What the user decides about an exchange.
package enum Decision: Sendable, Equatable {
    case allow
    case deny(reason: String?)
    case cancel(reason: String?)
    case verify(number: String)

    /// As it stands in the path.
    package var word: String {
        switch self {
        case .allow: "allow"
        case .deny: "deny"
        case .cancel: "cancel"
        case .verify: "verify"
        }
    }
}
