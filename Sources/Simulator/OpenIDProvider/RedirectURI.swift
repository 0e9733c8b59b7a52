/// The addresses that a browser may be sent to with a code.
enum RedirectURI {
    /// Whether this is a loopback address (RFC 8252, section 7.3) on any port; `localhost` is allowed for developers.
    /// User info and characters outside RFC 3986 are refused, because browsers interpret them in different ways.
    static func isLoopback(_ uri: String) -> Bool {
        let origin = /https?:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::([0-9]{1,5}))?/
        guard let match = uri.prefixMatch(of: origin), match.1.map({ UInt16($0) != nil }) ?? true else { return false }
        let rest = uri[match.range.upperBound...]
        return rest.wholeMatch(
            of: /(?:\/[\w\-.~!$&'()*+,;=:@%\/]*)?(?:\?[\w\-.~!$&'()*+,;=:@%\/?]*)?/.asciiOnlyWordCharacters()) != nil
    }

    /// Whether a client with the address `registered` may redirect to `uri`. They are the same, except for the port of a
    /// loopback address (RFC 8252, section 7.3).
    static func fits(_ uri: String, registered: String) -> Bool {
        if uri == registered { return true }
        guard isLoopback(uri), isLoopback(registered) else { return false }
        return withoutPort(uri) == withoutPort(registered)
    }

    private static func withoutPort(_ uri: String) -> String { uri.replacing(/:[0-9]{1,5}(?=[\/?]|$)/, with: "") }

    /// Whether this is absolute and has no fragment (RFC 6749, section 3.1.2), and is a loopback address, uses HTTPS,
    /// or uses a program's own scheme, which has a dot in it (RFC 8252, section 7.1).
    static func canBeRegistered(_ uri: String) -> Bool {
        if isLoopback(uri) { return true }
        let pattern = /(?:https:\/\/|[a-z][a-z0-9+\-]*\.[a-z0-9+\-.]*:)[\w\-.~!$&'()*+,;=:@%\/?\[\]]+/
            .asciiOnlyWordCharacters()
        return uri.wholeMatch(of: pattern) != nil
    }
}
