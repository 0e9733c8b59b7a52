package import LocalAPIModel

/// Why a call of the local API or of the inbox has no result.
package enum LocalAPIError: Error, Sendable, Equatable {
    /// The daemon refused, and says why.
    case problem(Problem)
    /// There is no daemon at the socket `path`, so nothing was sent.
    case daemonUnreachable(path: String, why: Unreachable)
    /// The daemon took the request, and its answer never came or can't be understood. The outcome is not known.
    case unintelligible(UnusableAnswer)
    /// The calling task was cancelled.
    case cancelled
}

/// Why an answer of the daemon can't be used.
package enum UnusableAnswer: Sendable, Equatable {
    /// No complete HTTP response came.
    case http(HTTPFailure)
    /// The status is an error, and no problem document says why.
    case noProblem(status: Int)
    /// The request itself can't be written as JSON, so nothing was sent.
    case requestNotEncodable
    /// The document is not of the type that the call answers with.
    case unexpectedDocument
    /// The inbox's line is not an ``InboxAnswer``.
    case noInboxAnswer
    /// The content type is not `text/event-stream` but this one; `nil` if there is none.
    case noEventStream(type: String?)
    /// The event has more than 1 MiB.
    case eventTooLarge
    /// The event has no id, or its data is not an exchange.
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
