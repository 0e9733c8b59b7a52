import Glibc
import NIOPosix

/// Asks the user at the terminal, even if standard input is redirected.
struct Question: ~Copyable {
    private let descriptor: Int32
    private let isOwn: Bool

    /// What the user answered.
    enum Answer: Sendable, Equatable {
        /// A line that is not empty, without white space at its ends.
        case line(String)
        /// An empty line.
        case nothing
        /// The end of the input, such as Ctrl-D.
        case ended
        /// A signal, such as that of Ctrl-C.
        case interrupted(Int32)
    }

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

    /// The next line; `nil` if it is empty, or if there are no more.
    func ask(_ question: String, _ terminal: Terminal) -> String? {
        terminal.ask(question, onErrors: !terminal.output.isTerminal)
        guard case .line(let words) = Self.line(from: descriptor) else { return nil }
        return words
    }

    /// The same, for a command that has to clean up if the user ends it with a signal.
    func answer(to question: String, _ terminal: Terminal) async -> Answer {
        let signals = await Signals(trapping: SIGINT, SIGTERM, SIGHUP)
        defer { withExtendedLifetime(signals) {} }
        let (answers, inbox) = AsyncStream.makeStream(of: Answer.self)
        let descriptor = descriptor
        terminal.ask(question, onErrors: !terminal.output.isTerminal)
        // Has its own thread, because a read can't be cancelled.
        NIOThreadPool.singleton.submit { _ in inbox.yield(Self.line(from: descriptor)) }
        let numbers = signals.numbers
        let forwarding = Task {
            for await number in numbers { inbox.yield(.interrupted(number)) }
        }
        defer { forwarding.cancel() }
        var first = answers.makeAsyncIterator()
        let answer = await first.next() ?? .ended
        switch answer {
        case .line, .nothing: break
        // The cursor is still on the line of the question.
        case .ended, .interrupted: terminal.endLine(onErrors: !terminal.output.isTerminal)
        }
        return answer
    }

    private static func line(from descriptor: Int32) -> Answer {
        var line: [UInt8] = []
        while line.count < 1_024 {
            guard let byte = CLibrary.readSome(descriptor, upTo: 1)?.first else { return .ended }
            if byte == UInt8(ascii: "\n") { break }
            line.append(byte)
        }
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? .nothing : .line(words.joined(separator: " "))
    }
}
