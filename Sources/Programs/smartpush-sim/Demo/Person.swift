import Messages
import NIOPosix

/// The user who answers on standard input.
///
/// The lines are read on a separate thread, because a read can't be cancelled and Ctrl-C must end the wait.
struct Person: Sendable {
    private let lines: AsyncStream<String>

    init(lines: AsyncStream<String>) {
        self.lines = lines
    }

    static func atStandardInput() -> Person {
        let (lines, entered) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(64))
        NIOThreadPool.singleton.submit { _ in
            while let line = readLine() { entered.yield(line) }
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

    /// Asks `question` until `parse` can read the line, and returns the result.
    func ask<Answer>(
        _ question: DemoMessage, _ reporter: DemoReporter, _ parse: (String) -> Answer?
    ) async throws -> Answer {
        reporter.ask(question)
        for await line in lines {
            let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let answer = parse(words) { return answer }
            reporter.ask(question)
        }
        try Task.checkCancellation()
        throw DemoFailure(.inputEnded)
    }
}
