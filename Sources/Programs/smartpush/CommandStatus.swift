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

extension CommandStatus {
    /// What programs tell errors apart by that the daemon has no code for.
    fileprivate var code: String {
        switch self {
        case .done: "done"
        case .notPossibleNow: "not_possible_now"
        case .notFound: "not_found"
        case .serverFailed: "server_failed"
        case .usage: "usage"
        case .badInput: "bad_input"
        case .daemonUnreachable: "unreachable_daemon"
        case .other: "failed"
        }
    }
}

/// An error with its exit status, its code for programs, and its sentence in the form of ``Voice``.
struct Complaint: Error, Equatable {
    var status: CommandStatus
    /// A code of the API's, or else one that follows from the status.
    var code: String
    var message: Message

    init(_ status: CommandStatus, _ message: Message, code: String? = nil) {
        self.status = status
        self.code = code ?? status.code
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
        case .problem(let problem):
            self.init(CommandStatus(problem.code), error.message, code: problem.code.rawValue)
        case .daemonUnreachable: self.init(.daemonUnreachable, error.message)
        case .unintelligible, .cancelled: self.init(.other, error.message)
        }
    }
}

/// How `--json` prints an error: `{"error":{"code":…,"detail":…}}`. The detail is in English, as the API's.
struct ErrorDocument: Encodable, Equatable {
    var error: Content

    struct Content: Encodable, Equatable {
        var code: String
        var detail: String
    }

    init(_ complaint: Complaint) {
        error = Content(code: complaint.code, detail: complaint.message.english)
    }
}
