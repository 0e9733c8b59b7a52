/// Why a request to a verification server brought no usable answer.
///
/// A value without words: `Presentation/Messages` says it in each language. It holds nothing that the request or the
/// server said.
package struct RequestFailure: Error, Sendable, Equatable {
    package var reason: Reason
    /// How long the server asked not to be called (`Retry-After`, RFC 9110, 10.2.3).
    package var retryAfter: Duration?

    package init(_ reason: Reason, retryAfter: Duration? = nil) {
        self.reason = reason
        self.retryAfter = retryAfter
    }

    package enum Reason: Sendable, Equatable {
        /// The request did not leave this machine, or nothing says that it did.
        case noConnection(NoConnection)
        /// The request left, and its answer did not come whole.
        case noAnswer(NoAnswer)
        /// An answer came, and says nothing that can be used.
        case unusableAnswer(UnusableAnswer, to: RequestName, status: Int)
        /// The server said no where only an answer would have helped: to the pending list.
        case refused(Failure)
        /// Not asked at all: it is not known which push id the server goes by.
        case pushIDInDoubt
    }

    package enum NoConnection: Sendable, Equatable, CaseIterable {
        case nameNotResolved
        case refused
        case timedOut
        case tlsFailed
        case tlsTimedOut
        case certificateForAnotherName
        /// The enrollment's `base_url` is no address that can be called.
        case unusableAddress
        case stopping
    }

    package enum NoAnswer: Sendable, Equatable, CaseIterable {
        case timedOut
        case connectionLost
        /// More than 1 MiB.
        case tooLarge
        case stopping
    }

    package enum UnusableAnswer: Sendable, Equatable, CaseIterable {
        /// 429, or 408 where it means the same.
        case askedToWait
        /// 408: the server gave up waiting for the rest of the request.
        case requestTimeout
        /// 3xx, which is not followed.
        case redirect
        /// 5xx, and every other status that has no meaning here.
        case serverError
        /// Not the JSON that the protocol has for this request.
        case unexpectedContent
        /// A step was taken, and the id for the next is missing.
        case noNextID
    }

    /// Whether the server answered at all.
    package var isAnswered: Bool {
        switch reason {
        case .noConnection, .noAnswer: false
        case .unusableAnswer, .refused, .pushIDInDoubt: true
        }
    }
}

/// A request of this device, as crash points and failures name it.
package enum RequestName: String, Sendable, CaseIterable {
    case acknowledge
    case allow
    case deny
    case cancel
    case verify
    case status
    case pendingList = "pending_list"
    case pushID = "push_id"
    case scan
    case enroll
    case unenroll

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
