/// Splits a text into the lines that the inbox takes. A JSON document that spans several lines becomes one.
///
/// It does not check the lines. The inbox says what is wrong with a line that is not JSON.
package enum InboxLines {
    /// - Returns: the lines, without line breaks; empty ones are left out.
    package static func lines(in text: some Sequence<UInt8>) -> [[UInt8]] {
        var splitter = Splitter()
        for byte in text { splitter.take(byte) }
        splitter.endLine()
        return splitter.lines
    }

    private struct Splitter {
        var lines: [[UInt8]] = []
        private var line: [UInt8] = []
        private var depth = 0
        private var isInString = false
        private var isEscaped = false

        mutating func take(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                // No JSON string has a line break in it. If there is one, the document is broken, and a cut here keeps
                // it from spoiling the lines that follow.
                depth > 0 && !isInString ? space() : endLine()
            case UInt8(ascii: " ") where !isInString, UInt8(ascii: "\t") where !isInString:
                space()
            default:
                track(byte)
                line.append(byte)
            }
        }

        mutating func endLine() {
            if line.last == UInt8(ascii: " ") { line.removeLast() }
            if !line.isEmpty { lines.append(line) }
            line = []
            depth = 0
            isInString = false
            isEscaped = false
        }

        private mutating func space() {
            guard let last = line.last, last != UInt8(ascii: " ") else { return }
            line.append(UInt8(ascii: " "))
        }

        private mutating func track(_ byte: UInt8) {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                return
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth = max(0, depth - 1)
            default: break
            }
        }
    }
}
