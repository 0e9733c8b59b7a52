/// The form of an error: one sentence that starts with a small letter and has no full stop.
package enum Voice {
    /// The first sentence of a text that may have several, in this form.
    package static func firstSentence(_ text: String) -> String {
        var sentence = ""
        for character in text {
            if character.isNewline || (character == " " && sentence.last == ".") { break }
            sentence.append(character)
        }
        return self.sentence(sentence)
    }

    /// One sentence in this form.
    package static func sentence(_ text: String) -> String {
        var text = text[...]
        while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
        // Two capitals are an abbreviation, which is not changed.
        guard let first = text.first, first.isUppercase, text.dropFirst().first?.isUppercase != true else {
            return String(text)
        }
        return first.lowercased() + text.dropFirst()
    }
}

extension String {
    /// The text with a capital first letter, for a sentence in a window.
    var withCapital: String {
        first.map { $0.uppercased() + dropFirst() } ?? ""
    }
}
