package import LocalAPIModel

/// Why a call of the local API or of the inbox gave no result.
package enum LocalAPIError: Error, Sendable, Equatable {
    /// The daemon answered that it can't or won't, and says why.
    case problem(Problem)
    /// There is no daemon at `path`: nothing was sent.
    case daemonUnreachable(path: String, why: Unreachable)
    /// The daemon took the request, and what came back can't be understood or never came: the outcome is not known.
    case unintelligible(UnusableAnswer)
    /// The calling task was cancelled.
    case cancelled
}

/// What of the daemon's answer can't be understood.
package enum UnusableAnswer: Sendable, Equatable {
    /// No whole answer came.
    case http(HTTPFailure)
    /// The status says that the call failed, and no problem document says why.
    case noProblem(status: Int)
    /// The request itself can't be written as JSON, so nothing was sent.
    case requestNotEncodable
    /// The document is not the one that belongs to the call.
    case unexpectedDocument
    /// The inbox's line is not an ``InboxAnswer``.
    case noInboxAnswer
    /// The content type is this one instead of an event stream's; `nil` if none is given.
    case noEventStream(type: String?)
    case eventTooLarge
    /// The event has no id, or no exchange.
    case unusableEvent
}

extension LocalAPIError {
    init(_ failure: HTTPFailure, path: String) {
        switch failure {
        case .unreachable(let why): self = .daemonUnreachable(path: path, why: why)
        case .cancelled: self = .cancelled
        case .timedOut, .cutShort, .tooLarge, .malformed: self = .unintelligible(.http(failure))
        }
    }
}
