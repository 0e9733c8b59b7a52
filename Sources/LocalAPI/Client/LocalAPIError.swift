package import LocalAPIModel

/// Why a call of the local API or of the inbox gave no result.
package enum LocalAPIError: Error, Sendable, Equatable {
    /// The daemon answered that it can't or won't, and says why.
    case problem(Problem)
    /// There is no daemon at `path`: nothing was sent.
    case daemonUnreachable(path: String, why: Unreachable)
    /// The daemon took the request, and what came back can't be understood or never came: the outcome is not known.
    case unintelligible(String)
    /// The calling task was cancelled.
    case cancelled
}

extension LocalAPIError {
    init(_ failure: HTTPFailure, path: String) {
        switch failure {
        case .unreachable(let why): self = .daemonUnreachable(path: path, why: why)
        case .cancelled: self = .cancelled
        case .timedOut, .cutShort, .tooLarge, .malformed: self = .unintelligible(failure.words)
        }
    }
}
