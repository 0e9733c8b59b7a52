/// The argument parser's own words in German. The parser has only English ones and cannot be given others.
///
/// A test checks each of them, so that it fails if a new version of the parser changes its words.
enum GermanParserWords {
    /// Translates the headings and fixed sentences of a help text.
    static func help(_ text: String) -> String {
        guard text.split(separator: "\n").contains(where: { $0.hasPrefix("USAGE: ") }) else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard let heading = headings.first(where: { line.hasPrefix($0.english) }) else { return String(line) }
            return heading.german + line.dropFirst(heading.english.count)
        }
        return replaced(lines.joined(separator: "\n"), sentences)
    }

    /// Translates an error, as one sentence.
    static func error(_ text: String) -> String {
        replaced(text, errors)
    }

    private typealias Words = [(english: String, german: String)]

    private static let headings: Words = [
        ("OVERVIEW: ", "ÜBERSICHT: "), ("USAGE: ", "AUFRUF: "), ("ARGUMENTS:", "ARGUMENTE:"),
        ("OPTIONS:", "OPTIONEN:"), ("SUBCOMMANDS:", "BEFEHLE:"),
    ]

    private static let sentences: Words = [
        ("Show the version.", "Die Version anzeigen."),
        ("Show help information.", "Diese Hilfe anzeigen."),
        ("Show subcommand help information.", "Die Hilfe zu einem Befehl anzeigen."),
        ("See 'smartpush help <subcommand>' for detailed help.", "Näheres sagt 'smartpush help <befehl>'."),
        ("<subcommand>", "<befehl>"), ("<options>", "<optionen>"),
        ("(default: ", "(Vorgabe: "), ("; default: ", "; Vorgabe: "), ("(values: ", "(Werte: "),
    ]

    private static let errors: Words = [
        ("unknown option", "unbekannte Option"),
        ("missing value for", "es fehlt der Wert für"),
        ("the option '", "die Option '"),
        ("' does not take any value, but '", "' nimmt keinen Wert, doch '"),
        ("' was specified", "' ist angegeben"),
        ("missing expected argument", "es fehlt das Argument"),
        ("unexpected arguments:", "unerwartete Argumente:"),
        ("unexpected argument", "unerwartetes Argument"),
        ("missing one of:", "es fehlt eines von:"),
        ("the value '", "der Wert '"),
        ("' is invalid for '", "' ist ungültig für '"),
    ]

    private static func replaced(_ text: String, _ words: Words) -> String {
        words.reduce(text) { text, pair in
            text.split(separator: pair.english, omittingEmptySubsequences: false).joined(separator: pair.german)
        }
    }
}
