import PushExchange

/// What a server says about a refusal, as it can be shown and logged.
///
/// A server may quote what it was sent, and that is the whole credential of the device. So everything secret that was
/// sent is cut out, whatever its case. Control characters and those that change the direction of text become spaces.
struct ServerWords: Equatable {
    /// At most 200 characters.
    let text: String

    private static let longest = 200
    /// Longer texts are not looked at further, so that a server can't keep the processor busy.
    private static let longestRead = 4_000
    private static let gap = "…"

    /// Makes the words of a server safe to show. It is `nil` if nothing is left.
    init?(_ words: String, without secrets: [Secret<String>]) {
        var words = String(words.unicodeScalars.prefix(Self.longestRead))
        // The longest first: a shorter one may be a part of it.
        for secret in secrets.map({ $0.reveal() }).sorted(by: { $0.count > $1.count }) where !secret.isEmpty {
            words = words.replacing(secret, with: Self.gap)
        }
        let visible = String(String.UnicodeScalarView(words.unicodeScalars.map { $0.isHarmless ? $0 : " " }))
        let line = visible.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        text = String(String.UnicodeScalarView(line.unicodeScalars.prefix(Self.longest)))
    }
}

extension String {
    /// The text with all occurrences of another one replaced, in whatever case they are.
    fileprivate func replacing(_ part: String, with gap: String) -> String {
        let (text, part) = (Array(unicodeScalars), Array(part.unicodeScalars))
        guard !part.isEmpty, text.count >= part.count else { return self }
        var result = String.UnicodeScalarView()
        var index = 0
        while index < text.count {
            if index + part.count <= text.count,
                zip(text[index...], part).allSatisfy({ $0.isSame(as: $1) })
            {
                result.append(contentsOf: gap.unicodeScalars)
                index += part.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    fileprivate func isSame(as other: Unicode.Scalar) -> Bool {
        self == other || properties.lowercaseMapping == other.properties.lowercaseMapping
    }

    /// Neither a control or format character (which includes those for the direction), nor a private or unassigned one.
    fileprivate var isHarmless: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
