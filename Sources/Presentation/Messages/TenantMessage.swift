/// What `smartpush doctor --tenant` says.
package enum TenantMessage: Equatable, Sendable {
    case serverLabel
    case proxyLabel
    case noProxy
    case proxy(String, from: String)
    case addressLabel
    case noAddress
    case noTLS
    case tls(version: String, issuer: String?, until: String, isTrusted: Bool)
    case clockLabel
    /// In seconds; 0 if the clocks agree.
    case clock(ahead: Int)
    case loginLabel
    /// `missingScopes` is `nil` if the server names no scopes.
    case login(issuer: String, hasPKCE: Bool?, missingScopes: [String]?)
    case callColumn
    /// Whether a path is served; `nil` if that is not known.
    case served(Bool?)
    case notReached(why: String)
    case howToSend
}
