/// The text of the string literals in Swift source code, without the code in them and around them.
struct StringLiterals {
    private(set) var texts: [String] = []
    private var rest: Substring

    init(of source: String) {
        rest = source[...]
        while let character = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { $0 != "\n" }
            } else if character == "\"" {
                readLiteral()
            } else {
                rest.removeFirst()
            }
        }
    }

    /// Reads one literal, and those in its interpolations.
    private mutating func readLiteral() {
        let quotes = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        rest.removeFirst(quotes.count)
        var text = ""
        while !rest.isEmpty, !rest.hasPrefix(quotes) {
            if rest.hasPrefix("\\(") {
                rest.removeFirst(2)
                skipInterpolation()
                text += " "
            } else if rest.first == "\\" {
                // An escaped character ends a word.
                rest.removeFirst(2)
                text += " "
            } else {
                text.append(rest.removeFirst())
            }
        }
        rest = rest.dropFirst(quotes.count)
        texts.append(text)
    }

    private mutating func skipInterpolation() {
        var depth = 1
        while depth > 0, let character = rest.first {
            guard character != "\"" else {
                readLiteral()
                continue
            }
            rest.removeFirst()
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
        }
    }
}
