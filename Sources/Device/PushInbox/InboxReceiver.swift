package import PushExchange

/// Accepts the pushes of the inbox, and states why a line was not accepted.
package protocol InboxReceiver: Sendable {
    /// Accepts one or more pushes; returns when they are on the disk.
    /// - Returns: the result for each push, in the same order.
    func receive(_ pushes: [PushPayload]) async -> [Result<Receipt, InboxError>]

    /// Has the servers asked for what is pending, and does not wait for that.
    func poke() async

    /// The error that is sent to a deliverer for a fault that the inbox found itself.
    func error(_ fault: InboxFault) -> InboxError
}

/// A fault that the inbox finds before the receiver is asked.
package enum InboxFault: Sendable, Equatable {
    /// The line is not a push.
    case malformed(PushPayloadError)
    /// The line has more than 64 KiB.
    case tooLarge
    /// The limit of connections is reached.
    case tooManyConnections
    /// The receiver returned no result for the push.
    case unanswered
}

/// A push that is on the disk.
package struct Receipt: Sendable, Equatable {
    /// The id of its exchange; a UUID.
    package var id: String
    /// Whether the push was on the disk already.
    package var duplicate: Bool

    package init(id: String, duplicate: Bool) {
        self.id = id
        self.duplicate = duplicate
    }
}

/// Why a line was not accepted: a code for programs, and a sentence for people.
package struct InboxError: Error, Sendable, Equatable {
    /// The codes, as they are sent to deliverers.
    package enum Code: String, Sendable, CaseIterable {
        case malformed
        case tooLarge = "too_large"
        case unknownEnrollment = "unknown_enrollment"
        case unsupportedType = "unsupported_type"
        case expired
        case queueFull = "queue_full"
        case unavailable
    }

    /// What is wrong, for programs.
    package var code: Code
    /// What is wrong, as an English sentence.
    package var detail: String

    package init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}
