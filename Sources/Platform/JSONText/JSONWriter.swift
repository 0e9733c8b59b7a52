/// Writes JSON (RFC 8259) directly into bytes.
///
/// `JSONEncoder` first builds a tree of all values, which took a fifth of the processor time of a push. This is for the
/// few documents that are written for every push and every change of an exchange; `JSONEncoder` writes the rest.
///
/// The caller writes one value, and the members of each object in the order in which they shall stand.
package struct JSONWriter {
    /// The text so far, in UTF-8.
    package private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next member or element.
    private var needsComma = false

    /// Creates an empty text.
    package init() {
        bytes.reserveCapacity(1_024)
    }

    /// The text so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Values

    /// Writes an object, with the members that `members` writes.
    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    fileprivate mutating func array(_ elements: some Sequence<some JSONWritable>) {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements { element.write(to: &self) }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    fileprivate mutating func string(_ value: String) {
        separate()
        quote(value)
        needsComma = true
    }

    fileprivate mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    // MARK: Members

    /// Writes a member; `nil` is written as `null`.
    package mutating func member(_ name: some CodingKey, _ value: (some JSONWritable)?) {
        key(name)
        if let value { value.write(to: &self) } else { literal("null") }
    }

    /// Writes a member, unless it is `nil`.
    package mutating func memberIfPresent(_ name: some CodingKey, _ value: (some JSONWritable)?) {
        if value != nil { member(name, value) }
    }

    private mutating func key(_ name: some CodingKey) {
        separate()
        quote(name.stringValue)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: Text

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        if value.utf8.allSatisfy({ !Self.needsEscape($0) }) {
            bytes.append(contentsOf: value.utf8)
        } else {
            for byte in value.utf8 { escape(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// RFC 8259, section 7: the quotation mark, the reverse solidus and the control characters.
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x08: bytes += Array("\\b".utf8)
        case 0x09: bytes += Array("\\t".utf8)
        case 0x0A: bytes += Array("\\n".utf8)
        case 0x0C: bytes += Array("\\f".utf8)
        case 0x0D: bytes += Array("\\r".utf8)
        case ..<0x20: bytes += Array("\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
        default: bytes.append(byte)
        }
    }
}

extension String: JSONWritable {
    package func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: JSONWritable {
    package func write(to writer: inout JSONWriter) { writer.literal(self ? "true" : "false") }
}

extension Int: JSONWritable {
    package func write(to writer: inout JSONWriter) { writer.literal(String(self)) }
}

extension Int32: JSONWritable {
    package func write(to writer: inout JSONWriter) { writer.literal(String(self)) }
}

extension Double: JSONWritable {
    /// Writes the shortest text that reads back as the same number. JSON has no infinities and no NaN (RFC 8259, 6), so
    /// they are written as `null`.
    package func write(to writer: inout JSONWriter) {
        guard isFinite else { return writer.literal("null") }
        let text = description
        writer.literal(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    package func write(to writer: inout JSONWriter) { writer.array(self) }
}
