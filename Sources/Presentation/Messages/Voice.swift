/// How an error sounds: one sentence with a small letter at its start and no full stop at its end.
package enum Voice {
    package static func firstSentence(_ text: String) -> String {
        var sentence = ""
        for character in text {
            if character.isNewline || (character == " " && sentence.last == ".") { break }
            sentence.append(character)
        }
        return self.sentence(sentence)
    }

    package static func sentence(_ text: String) -> String {
        var text = text[...]
        while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
        // Two capitals are an abbreviation and stay.
        guard let first = text.first, first.isUppercase, text.dropFirst().first?.isUppercase != true else {
            return String(text)
        }
        return first.lowercased() + text.dropFirst()
    }
}

extension String {
    /// With a capital letter at its start, as a sentence in a window has it.
    var withCapital: String {
        first.map { $0.uppercased() + dropFirst() } ?? ""
    }
}
