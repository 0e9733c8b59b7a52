/// Makes text from a server safe to show on a terminal and in a prompt.
///
/// The server, or an attacker who started the sign-in, chooses much of the text: the name of a client, a city, a
/// browser. An escape sequence in it could rewrite the screen and make the sign-in look like another one. A
/// bidirectional override could reverse the words.
package enum SafeText {
    /// `text` without control characters: line breaks and tabs become spaces, and the others U+FFFD.
    package static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActedOn) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t": safe.append(" ")
            case _ where isActedOn(scalar): safe.append("\u{FFFD}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }

    /// A JSON document with the same meaning. Control characters can only be in its strings, and are escaped there.
    package static func json(_ document: String) -> String {
        guard document.unicodeScalars.contains(where: isEscapedInJSON) else { return document }
        var safe = ""
        for scalar in document.unicodeScalars {
            if isEscapedInJSON(scalar) {
                let digits = String(scalar.value, radix: 16)
                safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Line breaks and tabs are not escaped, because they are part of JSON's layout.
    private static func isEscapedInJSON(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\n" && isActedOn(scalar)
    }

    private static func isActedOn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL and C1
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional controls
        case 0x2028, 0x2029: true  // line and paragraph separator
        case 0x200B, 0xFEFF: true  // invisible: two names that look the same may differ by them
        default: false
        }
    }
}
