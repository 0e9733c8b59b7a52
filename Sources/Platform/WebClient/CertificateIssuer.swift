/// Reads who issued a certificate, which NIOSSL does not tell (RFC 5280, 4.1).
enum CertificateIssuer {
    private static let commonName: [UInt8] = [0x55, 0x04, 0x03]
    private static let organization: [UInt8] = [0x55, 0x04, 0x0A]

    /// - Parameter bytes: the certificate in DER.
    /// - Returns: its issuer's organization and common name; `nil` if there is neither.
    static func name(inCertificate bytes: [UInt8]) -> String? {
        var file = DER(bytes[...])
        guard var certificate = file.next().map({ DER($0.content) }),
            var fields = certificate.next().map({ DER($0.content) })
        else { return nil }
        // The version is optional; then come the serial number, the algorithm and the issuer.
        guard let first = fields.next() else { return nil }
        if first.tag == 0xA0 { _ = fields.next() }
        guard fields.next() != nil, var issuer = fields.next().map({ DER($0.content) }) else { return nil }
        var parts: [[UInt8]: String] = [:]
        while var set = issuer.next().map({ DER($0.content) }) {
            while var attribute = set.next().map({ DER($0.content) }) {
                guard let type = attribute.next(), let value = attribute.next() else { continue }
                parts[Array(type.content)] = String(validating: value.content, as: UTF8.self)
            }
        }
        let names = [parts[organization], parts[commonName]].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}

/// Elements of the Distinguished Encoding Rules (X.690), one after the other.
private struct DER {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// The next element; `nil` at the end, or if it can't be read.
    mutating func next() -> (tag: UInt8, content: ArraySlice<UInt8>)? {
        guard let tag = rest.popFirst(), let first = rest.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            length = 0
            guard first <= 0x84, rest.count >= Int(first & 0x7F) else { return nil }
            for _ in 0..<(first & 0x7F) { length = length << 8 | Int(rest.removeFirst()) }
        }
        guard length <= rest.count else { return nil }
        let content = rest.prefix(length)
        rest = rest.dropFirst(length)
        return (tag, content)
    }
}
