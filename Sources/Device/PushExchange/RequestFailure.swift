/// Why a request to a verification server brought no usable answer.
///
/// It holds no text: `Presentation/Messages` words it in each language. It contains nothing that was in the request or
/// the answer.
package struct RequestFailure: Error, Sendable, Equatable {
    /// What went wrong.
    package var reason: Reason
    /// For how long the server asked not to be called (`Retry-After`, RFC 9110, 10.2.3); `nil` if it did not ask.
    package var retryAfter: Duration?

    package init(_ reason: Reason, retryAfter: Duration? = nil) {
        self.reason = reason
        self.retryAfter = retryAfter
    }

    /// What went wrong, by how far the request got.
    package enum Reason: Sendable, Equatable {
        /// Nothing of the request was sent.
        case noConnection(NoConnection)
        /// The request was sent, at least in part, and no complete answer came.
        case noAnswer(NoAnswer)
        /// An answer came, but it is of no use.
        case unusableAnswer(UnusableAnswer, to: RequestName, status: Int)
        /// The server refused the pending list, which is only useful if it is given.
        case refused(Failure)
        /// Nothing was sent: it is not known which push id the server uses.
        case pushIDInDoubt
    }

    /// Why nothing of a request was sent.
    package enum NoConnection: Sendable, Equatable, CaseIterable {
        case nameNotResolved
        case refused
        case timedOut
        case tlsFailed
        case tlsTimedOut
        case certificateForAnotherName
        /// The proxy can't be connected to.
        case proxyUnreachable
        /// The proxy asks for a user and a password, or for others (407).
        case proxyAsksForPassword
        /// The proxy did not connect to the server.
        case proxyRefused
        /// The enrollment's `base_url` can't be called.
        case unusableAddress
        /// The daemon is stopping.
        case stopping
    }

    /// Why no complete answer came.
    package enum NoAnswer: Sendable, Equatable, CaseIterable {
        case timedOut
        case connectionLost
        /// The answer has more than 1 MiB.
        case tooLarge
        /// The daemon is stopping.
        case stopping
    }

    /// Why an answer is of no use.
    package enum UnusableAnswer: Sendable, Equatable, CaseIterable {
        /// 429; or 408, to a request for which it means the same.
        case askedToWait
        /// 408: the server gave up waiting for the rest of the request.
        case requestTimeout
        /// 3xx; redirects are not followed.
        case redirect
        /// 404, 405, 410 or 501 without the server's own error: a gateway in front of it has no such path. The request
        /// has not been processed.
        case noSuchPath
        /// 5xx, and every other status that has no meaning here.
        case serverError
        /// The content is not the JSON that the protocol has for this request.
        case unexpectedContent
        /// The server took the step, but gave no id for the next one.
        case noNextID
    }

    /// Whether the server answered. ``Reason/pushIDInDoubt`` counts as an answer: it says nothing against the server.
    package var isAnswered: Bool {
        switch reason {
        case .noConnection, .noAnswer: false
        case .unusableAnswer, .refused, .pushIDInDoubt: true
        }
    }
}

/// A request that this device sends, as crash points and failures name it.
package enum RequestName: String, Sendable, CaseIterable {
    case acknowledge
    case allow
    case deny
    case cancel
    case verify
    case status
    case pendingList = "pending_list"
    case configuredList = "configured_list"
    case pushID = "push_id"
    case initiate
    case scan
    case enroll
    case cancelEnrollment = "cancel_enrollment"
    case unenroll

    /// The request for a step of a sign-in.
    package init(_ step: Step.Name) {
        self =
            switch step {
            case .acknowledge: .acknowledge
            case .allow: .allow
            case .deny: .deny
            case .cancel: .cancel
            case .verify: .verify
            }
    }
}
