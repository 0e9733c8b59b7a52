/// The servers that are called without a proxy: `NO_PROXY`, with the rules of curl(1).
///
/// Entries are separated by commas or spaces. An entry is a host and everything below it, with or without a leading
/// dot; an address; a network such as `10.0.0.0/8`; or `*` for every server. It can end with a port, which then has to
/// be the server's. Names are not looked up, so a network means servers that are called by their address.
package struct ProxyExceptions: Sendable, Equatable {
    private let entries: [Entry]

    package init(_ text: String) {
        entries = text.split { $0 == "," || $0.isWhitespace }.compactMap { Entry($0.lowercased()) }
    }

    /// Whether the server with this name or address, which can be in brackets, is called without a proxy.
    package func contains(_ host: String, port: Int) -> Bool {
        let host = Host(host)
        return entries.contains { $0.matches(host, port: port) }
    }

    /// Whether `host` is this machine by its name or its address.
    package static func isLoopback(_ host: String) -> Bool {
        switch Host(host) {
        case .address(let address): address.isLoopback
        case .name(let name): name == "localhost" || name.hasSuffix(".localhost")
        }
    }

    private enum Host {
        case name(String)
        case address(IPAddress)

        init(_ text: String) {
            self = IPAddress(text).map { .address($0) } ?? .name(Self.normalized(text.lowercased()))
        }

        /// A name without the dot of the root.
        static func normalized(_ name: String) -> String {
            name.hasSuffix(".") ? String(name.dropLast()) : name
        }
    }

    private struct Entry: Sendable, Equatable {
        private enum Pattern: Equatable {
            case everything
            case domain(String)
            case network(IPAddress, bits: Int)
        }

        private let pattern: Pattern
        private let port: Int?

        /// - Parameter text: in lower case.
        init?(_ text: String) {
            if let network = Self.network(text) {
                pattern = network
                port = nil
                return
            }
            // An address of version 6 has colons too, so a port can only follow its brackets.
            let colon = text.lastIndex(of: ":")
            let isPort = text.contains("]:") || text.count(where: { $0 == ":" }) == 1
            if let colon, isPort {
                guard let number = Int(text[colon...].dropFirst()) else { return nil }
                port = number
            } else {
                port = nil
            }
            let host = isPort ? String(text[..<(colon ?? text.endIndex)]) : text
            if host == "*" {
                pattern = .everything
            } else if let network = Self.network(host) {
                pattern = network
            } else {
                let name = Host.normalized(host.hasPrefix(".") ? String(host.dropFirst()) : host)
                guard !name.isEmpty else { return nil }
                pattern = .domain(name)
            }
        }

        private static func network(_ text: String) -> Pattern? {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let first = parts.first, parts.count <= 2, let address = IPAddress(first) else { return nil }
            guard parts.count == 2 else { return .network(address, bits: address.bytes.count * 8) }
            guard let bits = Int(parts[1]), (0...address.bytes.count * 8).contains(bits) else { return nil }
            return .network(address, bits: bits)
        }

        func matches(_ host: Host, port: Int) -> Bool {
            guard self.port == nil || self.port == port else { return false }
            return switch (pattern, host) {
            case (.everything, _): true
            case (.domain(let domain), .name(let name)): name == domain || name.hasSuffix("." + domain)
            case (.network(let network, let bits), .address(let address)): address.isWithin(network, bits: bits)
            case (.domain, .address), (.network, .name): false
            }
        }
    }
}
