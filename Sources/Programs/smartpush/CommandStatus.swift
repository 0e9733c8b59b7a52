import LocalAPIClient
import LocalAPIModel
import Messages

/// What the command line says to a script; part of the contract.
enum CommandStatus: Int32, Equatable {
    case done = 0
    case notPossibleNow = 2
    case notFound = 3
    case serverFailed = 4
    case usage = 64
    case badInput = 65
    case daemonUnreachable = 69
    case other = 70

    init(_ code: Problem.Code) {
        switch code {
        case .wrongState, .wrongNumber, .expired, .conflict, .ambiguousID: self = .notPossibleNow
        case .notFound: self = .notFound
        case .refused, .unreachable, .unresolved: self = .serverFailed
        case .invalidRequest, .tooLarge: self = .badInput
        case .unavailable: self = .other
        }
    }

    /// For a refusal of the inbox's.
    init(inboxCode: String) {
        switch inboxCode {
        case "malformed", "too_large", "unsupported_type": self = .badInput
        case "unknown_enrollment": self = .notFound
        case "expired": self = .notPossibleNow
        default: self = .other
        }
    }
}

/// An error with its exit status and its sentence, as ``Voice`` has them.
struct Complaint: Error, Equatable {
    var status: CommandStatus
    var phrase: Phrase

    init(_ status: CommandStatus, _ phrase: Phrase) {
        self.status = status
        self.phrase = phrase
    }

    init(_ status: CommandStatus, _ english: String, german: String) {
        self.init(status, Phrase(english, german: german))
    }

    init(_ error: any Error) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let error as LocalAPIError: self.init(error)
        case let error as SocketPaths.Unknown:
            self.init(
                .daemonUnreachable,
                "smartpushd's sockets can't be found (\(error)); set SMARTPUSH_RUNTIME_DIR to their folder",
                german: "wo die Sockets von smartpushd sind, ist nicht bekannt (weder SMARTPUSH_RUNTIME_DIR noch "
                    + "XDG_RUNTIME_DIR ist gesetzt); setzen Sie SMARTPUSH_RUNTIME_DIR auf ihren Ordner")
        case is OutputClosed:
            self.init(
                .other, "standard output can't be written to; make room where it leads",
                german: "in die Standardausgabe kann nicht geschrieben werden; schaffen Sie Platz, wo sie hinführt")
        default:
            let words = SafeText.line(String(describing: error))
            self.init(
                .other, Voice.sentence(words),
                german: "ein unerwarteter Fehler (\(words)); versuchen Sie es noch einmal")
        }
    }

    private init(_ error: LocalAPIError) {
        switch error {
        case .problem(let problem): self.init(CommandStatus(problem.code), error.phrase)
        case .daemonUnreachable: self.init(.daemonUnreachable, error.phrase)
        case .unintelligible, .cancelled: self.init(.other, error.phrase)
        }
    }
}
