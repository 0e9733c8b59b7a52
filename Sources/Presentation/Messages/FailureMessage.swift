package import LocalAPIClient
package import LocalAPIModel

/// Why something failed, and what to do.
///
/// The daemon describes each failure with a code for programs and a sentence in English (`detail`). English shows that
/// sentence. Every other language has its own words for the code, and shows `detail` only if the code says too little.
package enum FailureMessage: Equatable, Sendable {
    /// A step of a sign-in. `words` are the server's own.
    case signIn(code: String, detail: String, words: String?)
    /// An enrollment by a link. Some codes mean something else here than for a sign-in.
    case enrollment(code: String, detail: String, words: String?)
    /// A call that the daemon refused.
    case problem(Problem.Code, detail: String)
    /// A push that the inbox refused.
    case inbox(code: String, detail: String)
    case noReason
    case noConnection(Unreachable)
    /// There was no complete HTTP answer.
    case noAnswer(HTTPFailure)
    /// There is no daemon at `path`.
    case daemonUnreachable(path: String, Unreachable)
    /// The same as ``daemonUnreachable(path:_:)``, and how to start the daemon.
    case daemonToBeStarted(path: String, Unreachable)
    case unintelligible(UnusableAnswer)
    case cancelled
}

extension FailureDocument {
    /// Why a step of a sign-in failed.
    package var message: Message { .failure(.signIn(code: code, detail: detail, words: words)) }

    /// Why an enrollment by a link failed.
    package var enrollmentMessage: Message { .failure(.enrollment(code: code, detail: detail, words: words)) }
}

extension Problem {
    /// Why the daemon refused the call.
    package var message: Message { .failure(.problem(code, detail: detail)) }
}

extension InboxAnswer.Refusal {
    /// Why the inbox refused the push.
    package var failure: FailureMessage { .inbox(code: code, detail: detail) }
}

extension LocalAPIError {
    /// Why the call had no result.
    package var message: Message {
        switch self {
        case .problem(let problem): problem.message
        case .daemonUnreachable(let path, let why): .failure(.daemonToBeStarted(path: path, why))
        case .unintelligible(let why): .failure(.unintelligible(why))
        case .cancelled: .failure(.cancelled)
        }
    }
}
