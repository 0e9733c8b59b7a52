package import PushExchange

/// Why the daemon declines a call of the local API, or a line of the inbox.
package enum ProblemMessage: Equatable, Sendable {
    case device(DeviceMessage)
    case noSignIn
    case noEnrollment
    case noScan
    case ambiguousID
    case enrolledAlready
    case tooManyScans
    case wrongNumber
    case signInExpired
    case linkExpired
    /// A step that the server refused, and its code.
    case stepRefused(Failure)
    /// `nil` where it is not known why.
    case unreachable(RequestFailure?, NoAnswerAdvice)
    case noPendingList(RequestFailure)

    // For the moment.
    case stopping
    case takingUp
    case deregistering
    /// A fault that should not be, as the system describes it.
    case fault(String)

    // What was sent.
    case emptyValue(key: String)
    case longValue(key: String)
    case baseURL(BaseURLFault)

    // The inbox.
    case lineTooLarge
    case tooManyConnections
    case unanswered
    case unsupportedType
    case unknownEnrollment
    case pushExpired
    case queueFull
    case stoppingInbox
}

/// What a caller can do about a request that the server did not answer.
package enum NoAnswerAdvice: CaseIterable, Equatable, Sendable {
    case none
    case giveLinkAgain
    case pushIDIsFoundOut
}

/// What is wrong with a server's address.
package enum BaseURLFault: CaseIterable, Equatable, Sendable {
    case notAURL
    case withUserQueryOrFragment
    case notHTTPS
    case wrongCharacter
}
