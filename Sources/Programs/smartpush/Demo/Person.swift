import Glibc
import Messages
import NIOPosix

/// Whoever answers at standard input.
///
/// The lines are read on a thread of their own, since a read can't be cancelled, and Ctrl-C must end the wait.
struct Person: Sendable {
    private let lines: AsyncStream<String>

    init(lines: AsyncStream<String>) {
        self.lines = lines
    }

    static func atStandardInput() -> Person {
        let (lines, entered) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(64))
        NIOThreadPool.singleton.submit { _ in
            var line: [UInt8] = []
            while let piece = CLibrary.readSome(STDIN_FILENO, upTo: 1024), !piece.isEmpty {
                for byte in piece {
                    if byte != UInt8(ascii: "\n") {
                        line.append(byte)
                    } else {
                        entered.yield(String(decoding: line, as: UTF8.self))
                        line = []
                    }
                }
            }
            entered.finish()
        }
        return Person(lines: lines)
    }

    enum Answer: Equatable, Sendable {
        case allow
        case deny

        init?(_ text: String) {
            switch text.lowercased() {
            case "a", "allow": self = .allow
            case "d", "deny": self = .deny
            default: return nil
            }
        }
    }

    /// The next line that `accepted` makes something of; `question` is put before each.
    func ask<Answer>(
        _ question: Phrase, _ reporter: DemoReporter, _ accepted: (String) throws -> Answer?
    ) async throws -> Answer {
        reporter.ask(question)
        for await line in lines {
            let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let answer = try accepted(words) { return answer }
            reporter.ask(question)
        }
        try Task.checkCancellation()
        throw Complaint(
            .other, "standard input ended before the answer; run it without --interactive to just watch",
            german: "die Standardeingabe endete vor der Antwort; zum bloßen Zusehen lassen Sie --interactive weg")
    }
}
