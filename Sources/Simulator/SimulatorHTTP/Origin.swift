import FoundationEssentials

/// An origin as browsers write it: scheme, host, and the port unless it is the scheme's default (RFC 6454).
package struct Origin: Sendable, Hashable {
    /// The whole origin, such as `https://shop.example:8443`.
    package let text: String
    /// The host in lower case; an IPv6 address is in brackets.
    package let host: String

    /// The origin of an HTTP or HTTPS URI; nil for any other.
    package init?(of uri: String) {
        guard let url = URL(string: uri), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let named = url.host?.lowercased(), !named.isEmpty
        else { return nil }
        // One version of Foundation drops the brackets. Without them, an IPv6 address looks like a host with a port.
        host = named.contains(":") && !named.hasPrefix("[") ? "[\(named)]" : named
        let usual = scheme == "http" ? 80 : 443
        text = "\(scheme)://\(host)" + (url.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? "")
    }

    /// Nil unless `text` is exactly an origin.
    package init?(_ text: String) {
        self.init(of: text)
        guard self.text == text else { return nil }
    }

    /// Whether the host is one of this machine's names: `localhost` or a loopback address.
    package var isOfThisMachine: Bool { ["localhost", "127.0.0.1", "[::1]"].contains(host) }
}
