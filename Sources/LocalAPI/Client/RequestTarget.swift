/// The path and query of a request, percent-encoded, so that no value can change the rest of it.
package struct RequestTarget: Sendable, Equatable, CustomStringConvertible {
    /// As the request line has it.
    package let description: String

    /// Encodes each segment on its own, so that an id with a slash in it can't name another route.
    package init(_ segments: [String], query: [(name: String, value: String)] = []) {
        let path = "/" + segments.map(Self.segment).joined(separator: "/")
        let pairs = query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
        description = pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    /// `value` with all but the unreserved characters (RFC 3986, section 2.3) as `%XX`. A form's body can use it too.
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

    /// Servers remove "." and ".." from a path, even if they are encoded. No id is like that, so a segment that matches
    /// nothing takes their place.
    private static func segment(_ value: String) -> String {
        value == "." || value == ".." ? encoded(value) + "%20" : encoded(value)
    }
}
