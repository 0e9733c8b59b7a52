import Messages

/// A line of text with its styles. Escape sequences are added when it is rendered, after the text was made safe, so no
/// text that passes through here can contain its own.
package struct Styled: Equatable, Sendable, ExpressibleByStringLiteral {
    /// What a text means. This decides its colour.
    package enum Style: Equatable, Sendable {
        case plain
        case bold
        case dim
        case good
        case bad
        case waiting

        fileprivate var sequence: String {
            switch self {
            case .plain: ""
            case .bold: "\u{1B}[1m"
            case .dim: "\u{1B}[2m"
            case .good: "\u{1B}[32m"
            case .bad: "\u{1B}[31m"
            case .waiting: "\u{1B}[33m"
            }
        }
    }

    private struct Span: Equatable, Sendable {
        package var text: String
        var style: Style
    }

    private var spans: [Span]

    /// `text` is made safe; see ``SafeText``.
    package init(_ text: String, _ style: Style = .plain) {
        spans = [Span(text: SafeText.line(text), style: style)]
    }

    /// A literal in the plain style.
    package init(stringLiteral text: String) {
        self.init(text)
    }

    /// `left` followed by `right`, each in its own styles.
    package static func + (left: Styled, right: Styled) -> Styled {
        var sum = left
        sum.spans += right.spans
        return sum
    }

    /// The text without styles, safe to show.
    package var text: String {
        spans.map(\.text).joined()
    }

    /// The text with the ANSI sequences of its styles if `inColour` is true; the plain text otherwise.
    package func rendered(inColour: Bool) -> String {
        guard inColour else { return text }
        return spans.map { span in
            span.style == .plain || span.text.isEmpty ? span.text : span.style.sequence + span.text + "\u{1B}[0m"
        }.joined()
    }

    /// At most `columns` wide, with an ellipsis at the end if something is cut off.
    package func truncated(to columns: Int) -> Styled {
        guard DisplayWidth.of(text) > columns else { return self }
        var rest = columns
        var kept = self
        kept.spans = []
        for span in spans where rest > 0 {
            // If this span fits exactly, there may be no room for the next one, so it needs the ellipsis, too.
            let isLast = DisplayWidth.of(span.text) >= rest
            let text = isLast ? DisplayWidth.truncated(span.text + " ", to: rest) : span.text
            kept.spans.append(Span(text: text, style: span.style))
            rest -= isLast ? rest : DisplayWidth.of(text)
        }
        return kept
    }

    /// At most `columns` wide, with an ellipsis in the middle if something is cut out. A text that has to be cut gets the
    /// style of its first part.
    package func cutInside(to columns: Int) -> Styled {
        guard DisplayWidth.of(text) > columns else { return self }
        return Styled(DisplayWidth.cutInside(text, to: columns), spans.first?.style ?? .plain)
    }

    /// Lines of at most `columns`. A text that has to be broken gets the style of its first part.
    package func wrapped(to columns: Int) -> [Styled] {
        guard DisplayWidth.of(text) > columns else { return [self] }
        return DisplayWidth.wrapped(text, to: columns).map { Styled($0, spans.first?.style ?? .plain) }
    }

    /// At least `columns` wide, padded with spaces at the end.
    package func padded(to columns: Int) -> Styled {
        let missing = columns - DisplayWidth.of(text)
        return missing > 0 ? self + Styled(String(repeating: " ", count: missing)) : self
    }
}
