import LocalAPIClient
import LocalAPIModel
import Messages
import Settings

/// The exit statuses. Scripts rely on them, so they are part of the contract.
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
        case .wrongState, .wrongNumber, .expired, .conflict, .confirmServer, .ambiguousID: self = .notPossibleNow
        case .notFound: self = .notFound
        case .refused, .unreachable, .unresolved: self = .serverFailed
        case .invalidRequest, .tooLarge: self = .badInput
        case .unavailable, .methodNotAllowed: self = .other
        }
    }

    /// The status for a refusal by the inbox.
    init(inboxCode: String) {
        switch inboxCode {
        case "malformed", "too_large", "unsupported_type": self = .badInput
        case "unknown_enrollment": self = .notFound
        case "expired": self = .notPossibleNow
        default: self = .other
        }
    }
}

/// An error with its exit status and its sentence in the form of ``Voice``.
struct Complaint: Error, Equatable {
    var status: CommandStatus
    var message: Message

    init(_ status: CommandStatus, _ message: Message) {
        self.status = status
        self.message = message
    }

    init(_ error: any Error) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let error as LocalAPIError: self.init(error)
        case is SocketPaths.Unknown:
            self.init(
                .daemonUnreachable,
                .command(.socketsUnknown))
        case let fault as SettingsFault: self.init(.other, .settings(fault))
        case is OutputClosed:
            self.init(
                .other, .command(.outputNotWritable))
        default:
            self.init(.other, .command(.unexpected(SafeText.line(String(describing: error)))))
        }
    }

    private init(_ error: LocalAPIError) {
        switch error {
        case .problem(let problem): self.init(CommandStatus(problem.code), error.message)
        case .daemonUnreachable: self.init(.daemonUnreachable, error.message)
        case .unintelligible, .cancelled: self.init(.other, error.message)
        }
    }
}
