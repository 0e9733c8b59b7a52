import FoundationEssentials

/// An origin as browsers write it: scheme, host and, where it is not the scheme's own, port.
package struct Origin: Sendable, Hashable {
    package let text: String
    package let host: String

    /// Of a URI of the web; nil for others.
    package init?(of uri: String) {
        guard let url = URL(string: uri), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let named = url.host?.lowercased(), !named.isEmpty
        else { return nil }
        // Without its brackets, as one version of Foundation has it, an IPv6 address could be taken for a host with a port.
        host = named.contains(":") && !named.hasPrefix("[") ? "[\(named)]" : named
        let usual = scheme == "http" ? 80 : 443
        text = "\(scheme)://\(host)" + (url.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? "")
    }

    /// Where the text is an origin and nothing more.
    package init?(_ text: String) {
        self.init(of: text)
        guard self.text == text else { return nil }
    }

    package var isOfThisMachine: Bool { ["localhost", "127.0.0.1", "[::1]"].contains(host) }
}
