import ArgumentParser
import FoundationEssentials
import Glibc
import LocalAPIClient
import LocalAPIModel
import Messages

/// The command line: a thin client of the daemon's local API, and of its inbox for `deliver`.
@main
struct Smartpush: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartpush",
        abstract: .spoken(.smartpush),
        discussion: .spoken(.idArgument),
        version: "smartpush \(SmartpushVersion.current)",
        subcommands: [
            Status.self, List.self, Show.self, Allow.self, Deny.self, Cancel.self, Verify.self, Watch.self,
            History.self, Refresh.self, Enroll.self, Login.self, Enrollments.self, Rename.self, Unenroll.self,
            Deliver.self, Doctor.self,
        ]
    )

    static func main() async {
        CLibrary.quietDispatch()
        let terminal = Terminal.standard()
        do {
            var command = try await asyncParseAsRoot()
            do {
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
            } catch {
                end(error, terminal)
            }
        } catch {
            endParsing(error, terminal)
        }
    }

    /// Handles what the parser throws: help and version exit with 0, and a usage error with 64, in our own wording.
    private static func endParsing(_ error: any Error, _ terminal: Terminal) -> Never {
        guard exitCode(for: error) != .success else { explain(error, terminal) }
        if CommandLine.arguments.dropFirst().first == "demo" { endMovedDemo(terminal) }
        let command = CommandLine.arguments.dropFirst().first { argument in
            configuration.subcommands.contains { $0._commandName == argument }
        }
        let help = command.map { "smartpush \($0) --help" } ?? "smartpush --help"
        let words = Voice.firstSentence(message(for: error))
        terminal.complain(Complaint(.usage, .command(.wrongUsage(parser: words, help: help))))
        Glibc.exit(CommandStatus.usage.rawValue)
    }

    /// The demonstration was a command of this program in an earlier version.
    private static func endMovedDemo(_ terminal: Terminal) -> Never {
        terminal.complain(Complaint(.usage, .command(.demoHasMoved)))
        Glibc.exit(CommandStatus.usage.rawValue)
    }

    /// Help and version, with the parser's own words translated into the user's language.
    private static func explain(_ error: any Error, _ terminal: Terminal) -> Never {
        let text = fullMessage(for: error)
        if !text.isEmpty { try? terminal.text(terminal.language(.help(.parserText(text)))) }
        Glibc.exit(CommandStatus.done.rawValue)
    }

    private static func end(_ error: any Error, _ terminal: Terminal) -> Never {
        switch error {
        case let closed as OutputClosed where closed.byReader:
            // The reader has what it needs, as with `head`.
            Glibc.exit(CommandStatus.done.rawValue)
        case let signal as EndedBySignal:
            Glibc.exit(128 + signal.number)
        case let told as AlreadyTold:
            Glibc.exit(told.status.rawValue)
        case _ where exitCode(for: error) == .success:
            // The parser has a help command, which throws the help text.
            explain(error, terminal)
        default:
            let complaint = Complaint(error)
            terminal.complain(complaint)
            Glibc.exit(complaint.status.rawValue)
        }
    }
}

/// The command has failed, and has printed why.
struct AlreadyTold: Error {
    var status: CommandStatus
}

/// The user ended the command with a signal, and the command has cleaned up.
struct EndedBySignal: Error {
    var number: Int32
}
