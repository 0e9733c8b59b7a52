import FoundationEssentials

/// The address of a server: https, or http to this machine; without user, query or fragment.
package struct ServerURL: Sendable, Equatable, Hashable {
    /// The address without a slash at its end.
    package let text: String
    /// The scheme, the host, and the port if it is not the scheme's own (RFC 6454, 4), in lower case.
    package let origin: String
    package let host: String
    package let port: Int
    package let isSecure: Bool

    /// `nil` if the text is no such address.
    package init?(_ text: String) {
        guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.contains("@"),
            let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            let host = url.host(percentEncoded: false)?.lowercased(), !host.isEmpty, url.query == nil,
            url.fragment == nil
        else { return nil }
        isSecure = scheme == "https"
        guard isSecure || scheme == "http" && ProxyExceptions.isLoopback(host) else { return nil }
        let ownPort = isSecure ? 443 : 80
        port = url.port ?? ownPort
        guard (1...65_535).contains(port) else { return nil }
        self.host = host
        let literal = host.contains(":") && host.first != "[" ? "[\(host)]" : host
        origin = "\(scheme)://\(literal)" + (port == ownPort ? "" : ":\(port)")
        self.text = String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// Whether the address is an origin only, without a path.
    package var isOrigin: Bool {
        text.split(separator: "/", omittingEmptySubsequences: true).count == 2
    }
}
