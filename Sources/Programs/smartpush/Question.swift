import Glibc

/// Asks the user at the terminal, even if standard input is redirected.
struct Question: ~Copyable {
    private let descriptor: Int32
    private let isOwn: Bool

    /// `nil` if the user can't be asked: there is no terminal, or they would not see the question.
    init?(_ terminal: Terminal) {
        guard terminal.output.isTerminal || terminal.errors.isTerminal else { return nil }
        if isatty(STDIN_FILENO) == 1 {
            descriptor = STDIN_FILENO
            isOwn = false
        } else {
            guard let opened = CLibrary.openTerminal() else { return nil }
            descriptor = opened
            isOwn = true
        }
    }

    deinit {
        if isOwn { close(descriptor) }
    }

    /// The next line that is not empty; `nil` if there are no more.
    func ask(_ question: String, _ terminal: Terminal) -> String? {
        while true {
            terminal.ask(question, onErrors: !terminal.output.isTerminal)
            guard let line = readLine() else { return nil }
            let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !words.isEmpty { return words }
        }
    }

    private func readLine() -> String? {
        var line: [UInt8] = []
        while line.count < 1_024 {
            guard let byte = CLibrary.readSome(descriptor, upTo: 1)?.first else { return nil }
            if byte == UInt8(ascii: "\n") { break }
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}
