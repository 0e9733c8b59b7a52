/// The path and query of a request, percent-encoded: whatever a segment or value holds, it stays in its place.
package struct RequestTarget: Sendable, Equatable, CustomStringConvertible {
    package let description: String

    /// From segments, each encoded on its own, so that an id with a slash in it can't name another route.
    package init(_ segments: [String], query: [(name: String, value: String)] = []) {
        let path = "/" + segments.map(Self.segment).joined(separator: "/")
        let pairs = query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
        description = pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    /// `value` with everything but RFC 3986's unreserved characters as `%XX`; also right within a form's body.
    package static func encoded(_ value: String) -> String {
        var out = ""
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                out += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return out
    }

    /// "." and ".." are resolved away by servers, even encoded: no id is one, so a name that matches nothing serves.
    private static func segment(_ value: String) -> String {
        value == "." || value == ".." ? encoded(value) + "%20" : encoded(value)
    }
}
