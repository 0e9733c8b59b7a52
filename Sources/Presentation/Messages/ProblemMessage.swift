package import PushExchange

/// Why the daemon refuses a call of the local API or a line of the inbox.
package enum ProblemMessage: Equatable, Sendable {
    case device(DeviceMessage)
    case noSignIn
    case noEnrollment
    case noScan
    case ambiguousID
    /// The account, and the first characters of the id that it is enrolled by.
    case enrolledAlready(account: String, id: String)
    case tooManyScans
    case wrongNumber
    case signInExpired
    case linkExpired
    /// Only the link names this server.
    case confirmServer(origin: String)
    case noServer
    case noClientID
    /// The administrator allows other servers only.
    case serverNotAllowed(origin: String)
    /// The server began an enrollment, but gave no number to complete it.
    case numberMissing
    /// A step that the server refused, and its code.
    case stepRefused(Failure)
    /// The failure is `nil` if it is not known.
    case unreachable(RequestFailure?, NoAnswerAdvice)
    case noPendingList(RequestFailure)

    // Temporary reasons.
    case stopping
    case takingUp
    case deregistering
    /// An unexpected fault, in the system's words.
    case fault(String)

    // The caller's data.
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

/// What the caller can do when the server did not answer.
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
