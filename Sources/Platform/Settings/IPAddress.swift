/// An IP address, as its bytes: 4 or 16.
package struct IPAddress: Sendable, Equatable {
    package let bytes: [UInt8]

    /// An address in its text form: dotted decimal (RFC 6943, 3.1.1), or RFC 4291, 2.2, with or without brackets.
    /// `nil` for everything else, such as a name.
    package init?(_ text: some StringProtocol) {
        var text = Substring(text)
        if text.first == "[", text.last == "]" { text = text.dropFirst().dropLast() }
        guard let bytes = Self.version4(text) ?? Self.version6(text) else { return nil }
        self.bytes = bytes
    }

    /// Whether it is of this machine: `127.0.0.0/8` or `::1`.
    package var isLoopback: Bool {
        switch bytes.count {
        case 4: bytes[0] == 127
        default: bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        }
    }

    /// Whether the first bits are the same. Addresses of different versions have none in common.
    package func isWithin(_ network: IPAddress, bits: Int) -> Bool {
        guard network.bytes.count == bytes.count, (0...bytes.count * 8).contains(bits) else { return false }
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard bytes.prefix(whole) == network.bytes.prefix(whole) else { return false }
        return rest == 0 || bytes[whole] >> (8 - rest) == network.bytes[whole] >> (8 - rest)
    }

    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        // A leading zero means octal to some programs.
        let bytes = parts.compactMap { part in
            part.count > 1 && part.first == "0"
                ? nil : digits(part, radix: 10, atMost: 3).flatMap { UInt8(exactly: $0) }
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: Substring) -> [UInt8]? {
        guard let gap = text.firstRange(of: "::") else {
            return groups(text).flatMap { $0.count == 16 ? $0 : nil }
        }
        guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
            head.count + tail.count < 16
        else { return nil }
        return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// The bytes of groups that colons separate. The last one can be in the form of version 4.
    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let last = version4(part) {
                bytes += last
            } else {
                guard let group = digits(part, radix: 16, atMost: 4) else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes
    }

    private static func digits(_ text: Substring, radix: Int, atMost length: Int) -> Int? {
        guard (1...length).contains(text.utf8.count), text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            return nil
        }
        return Int(text, radix: radix)
    }
}
