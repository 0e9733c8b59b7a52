import Settings

/// The address of a server that a link names.
struct ServerAddress {
    /// In lower case, and without the brackets of an IPv6 address.
    let host: String

    /// - Parameter origin: such as `https://example.cidaas.de:8443`.
    init(_ origin: String) {
        var rest = origin.lowercased()[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { !"/?#".contains($0) }
        if let user = rest.lastIndex(of: "@") { rest = rest[user...].dropFirst() }
        if rest.first == "[", let end = rest.firstIndex(of: "]") {
            rest = rest[..<end].dropFirst()
        } else {
            rest = rest.prefix { $0 != ":" }
        }
        if rest.last == "." { rest = rest.dropLast() }
        host = String(rest)
    }

    /// Whether it is this machine, or leads into a private network: an address that is not global, or a name that only
    /// this machine or its network resolves. Also an address in a form that programs read differently.
    var isPrivate: Bool {
        if let address = IPAddress(host) { return Self.isPrivate(address.bytes) }
        let labels = host.split(separator: ".")
        guard let last = labels.last, labels.count > 1 else { return true }
        // 127.1, 0x7f.0.0.1 and 2130706433 are IPv4 addresses, too (URL Standard, ends-in-a-number checker).
        if last.allSatisfy(\.isNumber) || last.hasPrefix("0x") { return true }
        return Self.privateDomains.contains { host.hasSuffix("." + $0) }
    }

    /// RFC 6761, RFC 6762, RFC 8375, and the domain that ICANN reserved for private use.
    private static let privateDomains = ["localhost", "test", "invalid", "example", "local", "home.arpa", "internal"]

    private static func isPrivate(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == 16 else { return isPrivateVersion4(bytes) }
        // An IPv4 address in an IPv6 address: mapped (RFC 4291, 2.5.5.2), compatible, or this machine.
        if bytes.prefix(10).allSatisfy({ $0 == 0 }) {
            let isMapped = bytes[10...11].allSatisfy { $0 == 0xFF }
            return !isMapped || isPrivateVersion4(Array(bytes.suffix(4)))
        }
        // Unique local (RFC 4193), link-local (RFC 4291).
        return bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
    }

    /// This machine, private (RFC 1918), shared (RFC 6598) and link-local (RFC 3927).
    private static func isPrivateVersion4(_ bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (100, 64...127), (169, 254), (172, 16...31), (192, 168): true
        default: false
        }
    }
}
