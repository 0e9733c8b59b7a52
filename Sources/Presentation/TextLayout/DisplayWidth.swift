/// How many columns a text takes on a terminal. It is exact enough for the names of people, cities and browsers.
package enum DisplayWidth {
    /// The number of columns that `text` takes.
    package static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// At most `columns` wide, with an ellipsis at the end if something is cut off.
    package static func truncated(_ text: String, to columns: Int) -> String {
        guard of(text) > columns else { return text }
        guard columns > 0 else { return "" }
        var kept = ""
        var width = 0
        for character in text {
            width += of(character)
            guard width < columns else { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }

    /// At most `columns` wide, with an ellipsis in the middle if something is cut out. Both ends of an account's name
    /// tell accounts apart: who, and where.
    package static func cutInside(_ text: String, to columns: Int) -> String {
        guard of(text) > columns else { return text }
        guard columns > 0 else { return "" }
        let head = prefix(of: text, within: columns / 2)
        let tail = prefix(of: String(text.reversed()), within: (columns - 1) / 2)
        return head + "…" + String(tail.reversed())
    }

    private static func prefix(of text: String, within columns: Int) -> String {
        var width = 0
        return String(
            text.prefix { character in
                width += of(character)
                return width <= columns
            })
    }

    /// Lines of at most `columns`, broken between words. A word that is longer than a line is broken, too.
    package static func wrapped(_ text: String, to columns: Int) -> [String] {
        guard of(text) > columns else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ").flatMap({ pieces(of: $0, to: columns) }) {
            if line.isEmpty {
                line = word
            } else if of(line) + 1 + of(word) <= columns {
                line += " " + word
            } else {
                lines.append(line)
                line = word
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private static func pieces(of word: Substring, to columns: Int) -> [String] {
        var pieces = [""]
        var width = 0
        for character in word {
            width += of(character)
            if width > columns, pieces.last?.isEmpty == false {
                pieces.append("")
                width = of(character)
            }
            pieces[pieces.count - 1].append(character)
        }
        return pieces
    }

    private static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if character.unicodeScalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(first.value) ? 2 : 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default:
            false
        }
    }
}
