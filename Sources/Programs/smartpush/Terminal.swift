import FoundationEssentials
import Glibc
import Messages
import TextLayout
import WatchModel

/// Standard output can't be written any more.
struct OutputClosed: Error {
    /// True if the reader has closed the pipe, because it has what it needs. False if, for example, the disk is full.
    var byReader: Bool
}

/// The two standard streams, and the rules for everything that is printed. All output goes through here.
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
    /// Whether a program reads the errors, too.
    var jsonErrors = false
    /// Whether a full-screen view is possible: both standard input and output are a terminal.
    var hasScreen = false

    static func standard() -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        return Terminal(
            output: Stream(STDOUT_FILENO, environment: environment),
            errors: Stream(STDERR_FILENO, environment: environment),
            language: Language(environment: environment),
            jsonErrors: Self.asksForJSON(CommandLine.arguments),
            hasScreen: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && Stream.isDrawable(environment))
    }

    func line(_ text: Styled = "") throws(OutputClosed) {
        let ready = text.rendered(inColour: output.hasColour) + "\n"
        try CLibrary.write(ready, to: output.descriptor)
    }

    /// Lines for a program. They are the same for every user.
    var tableLanguage: Language {
        output.isTerminal ? language : .english
    }

    /// Our own text, unchanged.
    func text(_ text: String) throws(OutputClosed) {
        try CLibrary.write(text + "\n", to: output.descriptor)
    }

    /// The table, for the user or for a program.
    func table(_ table: Table) throws(OutputClosed) {
        guard !output.isTerminal else { return try lines(table.fitted(to: output.columns)) }
        let text = table.tabSeparated().map { $0 + "\n" }.joined()
        try CLibrary.write(text, to: output.descriptor)
    }

    /// Details, wrapped on a terminal, or one value a line for a program.
    func details(_ details: Details) throws(OutputClosed) {
        try lines(details.lines(fitting: output.isTerminal ? output.columns : .max))
    }

    func lines(_ texts: [Styled]) throws(OutputClosed) {
        for text in texts { try line(text) }
    }

    /// A whole document for a program, on one line unless it is printed on a terminal.
    func json(_ document: some Encodable) throws {
        try json(document, pretty: output.isTerminal)
    }

    /// One document a line, for a stream of documents.
    func jsonLine(_ document: some Encodable) throws {
        try json(document, pretty: false)
    }

    private func json(_ document: some Encodable, pretty: Bool) throws {
        try CLibrary.write(Self.json(document, pretty: pretty) + "\n", to: output.descriptor)
    }

    private static func json(_ document: some Encodable, pretty: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return SafeText.json(String(decoding: try encoder.encode(document), as: UTF8.self))
    }

    /// Wrong usage is an error as well, so the parser can't be asked.
    static func asksForJSON(_ arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains("--json")
    }

    /// A question. The cursor stays on its line.
    func ask(_ question: String, onErrors: Bool) {
        let stream = onErrors ? errors : output
        try? CLibrary.write(Styled(question, .bold).rendered(inColour: stream.hasColour), to: stream.descriptor)
    }

    /// Moves the cursor from the line of a question to the next one.
    func endLine(onErrors: Bool) {
        try? CLibrary.write("\n", to: (onErrors ? errors : output).descriptor)
    }

    /// A line for the user on standard error, beside the document on standard output.
    func note(_ text: Styled) {
        try? CLibrary.write(text.rendered(inColour: errors.hasColour) + "\n", to: errors.descriptor)
    }

    /// The form of every error: `smartpush: `, then one sentence with a lower-case first letter and no full stop. With
    /// `--json`, an object.
    func complain(_ complaint: Complaint) {
        if jsonErrors, let text = try? Self.json(ErrorDocument(complaint), pretty: false) {
            try? CLibrary.write(text + "\n", to: errors.descriptor)
        } else {
            say(complaint.message)
        }
    }

    /// A sentence for a person who reads the errors.
    func say(_ message: Message) {
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

    /// Uses colour on a terminal that supports it, unless the user has disabled it (no-color.org).
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
