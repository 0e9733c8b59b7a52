/// A program that can ask for the number in its own window. The user can configure which programs are used, and in
/// which order (`prompt_dialogs`).
package enum DialogProgram: String, CaseIterable, Sendable {
    case zenity
    case kdialog
    case pinentry
    case terminal

    /// How to start a program, and what to write to its standard input.
    package struct Call: Equatable, Sendable {
        /// A name on the `PATH`.
        package let program: String
        /// Without the name of the program.
        package let arguments: [String]
        /// Written to its standard input, which is then closed.
        package var input = ""
    }

    /// The programs that are tried, in this order, if nothing is configured.
    package static let standard: [DialogProgram] = [.zenity, .kdialog, .pinentry, .terminal]

    /// The call that makes this program ask `question`.
    package func call(_ question: NumberQuestion) -> Call {
        let title = Self.plain(question.title)
        let text = Self.plain(question.text)
        return switch self {
        case .zenity: Call(program: "zenity", arguments: Self.zenity(question, title, text))
        case .kdialog: Call(program: "kdialog", arguments: Self.kdialog(question, title, text))
        case .pinentry: Call(program: "pinentry", arguments: [], input: Self.pinentry(question, title, text))
        case .terminal: Call(program: "x-terminal-emulator", arguments: ["-e", "smartpush", "watch"])
        }
    }

    /// How the dialog ended. `output` is the program's standard output; `succeeded` is whether its exit status was 0.
    package func result(output: String, succeeded: Bool) -> DialogResult {
        switch self {
        case .zenity, .kdialog: succeeded ? Self.number(output) : .closed
        case .pinentry: Self.pinentryResult(output)
        case .terminal: succeeded ? .closed : .unavailable
        }
    }

    // MARK: The calls

    /// No choice is selected or focused, so that a key that was meant for another window picks nothing.
    private static func zenity(_ question: NumberQuestion, _ title: String, _ text: String) -> [String] {
        let buttons = ["--ok-label", question.accept, "--cancel-label", question.cancel]
        let common = ["--title", title, "--text", text, "--width", "360"] + buttons
        guard !question.choices.isEmpty else { return ["--entry"] + common }
        let list = ["--height", "320", "--column", title, "--hide-header", "--"]
        return ["--list"] + common + list + question.choices
    }

    private static func kdialog(_ question: NumberQuestion, _ title: String, _ text: String) -> [String] {
        guard !question.choices.isEmpty else { return ["--title", title, "--inputbox", text] }
        return ["--title", title, "--radiolist", text] + question.choices.flatMap { [$0, $0, "off"] }
    }

    /// The Assuan protocol: one command a line.
    private static func pinentry(_ question: NumberQuestion, _ title: String, _ text: String) -> String {
        let numbers = question.choices.isEmpty ? "" : "\n" + question.choices.joined(separator: "  ")
        let commands = [
            "SETTITLE \(title)", "SETDESC " + (text + numbers).replacing("\n", with: "%0A"), "SETPROMPT ?",
            "SETOK \(question.accept)", "SETCANCEL \(question.cancel)", "GETPIN", "BYE",
        ]
        return commands.map { $0 + "\n" }.joined()
    }

    // MARK: The results

    private static func number(_ output: String) -> DialogResult {
        let number = output.filter { !$0.isWhitespace }
        return number.isEmpty ? .closed : .number(number)
    }

    private static func pinentryResult(_ output: String) -> DialogResult {
        let lines = output.split(whereSeparator: \.isNewline)
        if let data = lines.first(where: { $0.hasPrefix("D ") }) { return number(String(data.dropFirst(2))) }
        // GPG_ERR_CANCELED: the user closed the dialog. Without an error, the text was empty. Any other error means
        // that the program could not ask.
        let error = lines.first { $0.hasPrefix("ERR ") }
        return error.map { $0.contains("83886179") } ?? !lines.isEmpty ? .closed : .unavailable
    }

    /// The texts contain words of a server. Characters that are special to one of the programs become spaces.
    private static func plain(_ text: String) -> String {
        String(text.map { "\\&<>_%\"'`$".contains($0) ? " " : $0 })
    }
}
