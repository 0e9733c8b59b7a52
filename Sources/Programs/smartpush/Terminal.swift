import FoundationEssentials
import Glibc
import Messages
import TextLayout
import WatchModel

/// Nothing more can be printed.
struct OutputClosed: Error {
    /// The reader of a pipe has gone, having what it wanted; otherwise the disk is full, say.
    var byReader: Bool
}

/// The two standard streams and the rules of the voice; everything that is printed goes through here.
struct Terminal: Sendable {
    struct Stream: Sendable {
        var descriptor: Int32
        var isTerminal: Bool
        var hasColour: Bool
        var columns: Int
    }

    var output: Stream
    var errors: Stream
    var language = Language.english
    /// Whether it can be drawn on and typed into.
    var hasScreen = false

    static func standard() -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        return Terminal(
            output: Stream(STDOUT_FILENO, environment: environment),
            errors: Stream(STDERR_FILENO, environment: environment),
            language: Language(environment: environment),
            hasScreen: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && Stream.isDrawable(environment))
    }

    func line(_ text: Styled = "") throws(OutputClosed) {
        let ready = text.rendered(inColour: output.hasColour) + "\n"
        try CLibrary.write(ready, to: output.descriptor)
    }

    /// Lines for a program are the same for every user.
    var tableLanguage: Language {
        output.isTerminal ? language : .english
    }

    /// Text of our own, as it is.
    func text(_ text: String) throws(OutputClosed) {
        try CLibrary.write(text + "\n", to: output.descriptor)
    }

    /// The table as whoever reads it needs it.
    func table(_ table: Table) throws(OutputClosed) {
        guard !output.isTerminal else { return try lines(table.fitted(to: output.columns)) }
        let text = table.tabSeparated().map { $0 + "\n" }.joined()
        try CLibrary.write(text, to: output.descriptor)
    }

    /// Wrapped where a person reads them; a value a line for a program.
    func details(_ details: Details) throws(OutputClosed) {
        try lines(details.lines(fitting: output.isTerminal ? output.columns : .max))
    }

    func lines(_ texts: [Styled]) throws(OutputClosed) {
        for text in texts { try line(text) }
    }

    /// A document for a program: whole, on one line unless a person reads it.
    func json(_ document: some Encodable) throws {
        try json(document, pretty: output.isTerminal)
    }

    /// A document on a line of its own, for a stream of them.
    func jsonLine(_ document: some Encodable) throws {
        try json(document, pretty: false)
    }

    private func json(_ document: some Encodable, pretty: Bool) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        let text = SafeText.json(String(decoding: try encoder.encode(document), as: UTF8.self))
        try CLibrary.write(text + "\n", to: output.descriptor)
    }

    /// A question, with the cursor left behind it.
    func ask(_ question: String, onErrors: Bool) {
        let stream = onErrors ? errors : output
        try? CLibrary.write(Styled(question, .bold).rendered(inColour: stream.hasColour), to: stream.descriptor)
    }

    /// The one form of an error: `smartpush: `, a small letter, one sentence, no full stop.
    func complain(_ message: Message) {
        let prefix = Styled("smartpush: ", .bold)
        let text = (prefix + Styled(language(message))).rendered(inColour: errors.hasColour)
        try? CLibrary.write(text + "\n", to: errors.descriptor)
    }
}

extension Terminal.Stream {
    init(_ descriptor: Int32, environment: [String: String]) {
        let isTerminal = isatty(descriptor) == 1
        let reported = isTerminal ? CLibrary.size(of: descriptor)?.columns : nil
        self.init(
            descriptor: descriptor, isTerminal: isTerminal,
            hasColour: Self.hasColour(isTerminal: isTerminal, environment: environment),
            columns: Self.columns(environment: environment, reported: reported))
    }

    /// Colour is for a terminal that knows it, and for a user who has not declined (no-color.org).
    static func hasColour(isTerminal: Bool, environment: [String: String]) -> Bool {
        isTerminal && environment["NO_COLOR", default: ""].isEmpty && isDrawable(environment)
    }

    static func isDrawable(_ environment: [String: String]) -> Bool {
        !["", "dumb"].contains(environment["TERM", default: ""])
    }

    static func columns(environment: [String: String], reported: Int?) -> Int {
        if let set = environment["COLUMNS"].flatMap({ Int($0) }), set > 0 { return set }
        return reported ?? 80
    }
}
