/// A key that `smartpush watch` reacts to.
package enum Key: Equatable, Sendable {
    case letter(Character)
    case digit(Character)
    case enter
    case backspace
    case escape
    case up
    case down
}

/// Turns the bytes that a terminal sends into keys.
///
/// Pasted text and letters with Alt give no keys, because users don't mean them as an answer.
package struct KeyParser: Sendable {
    /// The beginning of an incomplete sequence.
    private var begun: ArraySlice<UInt8> = []
    private var isPasting = false

    /// A parser without an incomplete sequence.
    package init() {}

    /// The keys that are complete with `bytes`. An escape byte at the end of `bytes` is the Escape key.
    package mutating func keys(in bytes: ArraySlice<UInt8>) -> [Key] {
        var rest = begun + bytes
        begun = []
        var keys: [Key] = []
        while let first = rest.first {
            if first == 0x1B {
                guard let sequence = Self.sequence(in: rest) else {
                    begun = rest
                    break
                }
                rest = rest.dropFirst(sequence.count)
                take(sequence, &keys)
            } else {
                rest = rest.dropFirst()
                if !isPasting, let key = Self.key(for: first) { keys.append(key) }
            }
        }
        return keys
    }

    private mutating func take(_ sequence: ArraySlice<UInt8>, _ keys: inout [Key]) {
        switch String(decoding: sequence.dropFirst(), as: UTF8.self) {
        case "[200~": isPasting = true
        case "[201~": isPasting = false
        case _ where isPasting: break
        case "": keys.append(.escape)
        case "[A", "OA", "[Z": keys.append(.up)
        case "[B", "OB": keys.append(.down)
        default: break
        }
    }

    /// The escape sequence at the beginning of `bytes`; `nil` if it is incomplete.
    private static func sequence(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let second = bytes.dropFirst().first else { return bytes }
        switch second {
        case UInt8(ascii: "O"):
            return bytes.count < 3 ? nil : bytes.prefix(3)
        case UInt8(ascii: "["):
            let end = bytes.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }
            return end.map { bytes[...$0] }
        default:
            return bytes.prefix(2)
        }
    }

    /// Capital letters are no keys, because they can be the rest of a sequence that arrived in pieces.
    private static func key(for byte: UInt8) -> Key? {
        switch byte {
        case 0x0A, 0x0D: .enter
        case 0x08, 0x7F: .backspace
        case 0x09: .down
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit(Character(UnicodeScalar(byte)))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): .letter(Character(UnicodeScalar(byte)))
        default: nil
        }
    }
}
