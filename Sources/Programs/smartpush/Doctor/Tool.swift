import Messages
import Subprocess

/// A program of the system, for a question to it.
enum Tool {
    enum Answer: Equatable, Sendable {
        case printed(String)
        /// It failed, or did not end within five seconds.
        case failed
        case missing
    }

    static func run(_ name: String, _ arguments: [String]) async -> Answer {
        do {
            return try await within(.seconds(5), .endOfProgram(name)) {
                let result = try await Subprocess.run(
                    .name(name), arguments: Arguments(arguments), environment: .inherit.updating(["LC_ALL": "C"]),
                    input: .none, output: .string(limit: 1 << 16), error: .discarded)
                return result.terminationStatus.isSuccess ? .printed(result.standardOutput) : .failed
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .missing
        } catch {
            return .failed
        }
    }
}
