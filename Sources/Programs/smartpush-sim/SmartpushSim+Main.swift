import ArgumentParser
import Glibc
import Messages

extension SmartpushSim {
    /// Runs the command. Errors are one sentence, without the parser's usual usage text.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    private static func leave(with error: any Error) -> Never {
        switch error {
        case let closed as OutputClosed where closed.byReader: Glibc.exit(0)
        case let signal as EndedBySignal: Glibc.exit(128 + signal.number)
        case let failure as DemoFailure: leave(with: Language.ofUser(failure.message), status: 70)
        default: break
        }
        let code = exitCode(for: error)
        // Help or version.
        if code.isSuccess {
            print(Language.ofUser(.help(.parserText(fullMessage(for: error)))))
            Glibc.exit(0)
        }
        guard code == .validationFailure else { leave(with: "\(error)", status: 70) }
        leave(with: .spoken(.wrongUsage(message(for: error))), status: 64)
    }

    private static func leave(with sentence: String, status: Int32) -> Never {
        try? StandardStream.errors.write("smartpush-sim: \(sentence)\n")
        Glibc.exit(status)
    }
}
