import Subprocess
import Synchronization

/// The output of a program so far, and the tasks that wait for more.
public final class Transcript: Sendable {
    private struct State {
        var lines: [String] = []
        var isOver = false
        var readers: [AsyncStream<String>.Continuation] = []
    }

    private let state = Mutex(State())

    init() {}

    public var all: [String] { state.withLock { $0.lines } }
    public var text: String { all.joined(separator: "\n") }

    /// All lines from the first, until the program closes the stream.
    public func lines() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        state.withLock { state in
            for line in state.lines { continuation.yield(line) }
            if state.isOver { continuation.finish() } else { state.readers.append(continuation) }
        }
        return stream
    }

    /// Waits for the first line that contains `words`.
    @discardableResult
    public func line(with words: String) async throws -> String {
        for await line in lines() where line.contains(words) { return line }
        throw Surprise("'\(words)' was never printed, but:\n\(text)")
    }

    func fill(from output: SubprocessOutputSequence) async throws {
        for try await line in output.strings() {
            state.withLock { state in
                state.lines.append(line)
                for reader in state.readers { reader.yield(line) }
            }
        }
    }

    func finish() {
        state.withLock { state in
            state.isOver = true
            for reader in state.readers { reader.finish() }
            state.readers = []
        }
    }
}
