package import PushExchange

/// Takes the inbox's pushes in, and says why a line was not taken.
package protocol InboxReceiver: Sendable {
    /// Takes in pushes, one or more; it returns when they are on the disk.
    /// - Returns: for each push, in order, what became of it.
    func receive(_ pushes: [PushPayload]) async -> [Result<Receipt, InboxError>]

    /// What a deliverer is told of a fault that the inbox found by itself.
    func error(_ fault: InboxFault) -> InboxError
}

/// What the inbox finds wrong before anyone takes the push in.
package enum InboxFault: Sendable, Equatable {
    case malformed(PushPayloadError)
    /// A line has more than 64 KiB.
    case tooLarge
    case tooManyConnections
    /// The receiver had no answer for the push.
    case unanswered
}

/// A push that is durable.
package struct Receipt: Sendable, Equatable {
    /// The exchange's local id.
    package var id: String
    package var duplicate: Bool

    package init(id: String, duplicate: Bool) {
        self.id = id
        self.duplicate = duplicate
    }
}

/// Why a line was not taken: a code for programs, and a sentence for people.
package struct InboxError: Error, Sendable, Equatable {
    package enum Code: String, Sendable, CaseIterable {
        case malformed
        case tooLarge = "too_large"
        case unknownEnrollment = "unknown_enrollment"
        case unsupportedType = "unsupported_type"
        case expired
        case queueFull = "queue_full"
        case unavailable
    }

    package var code: Code
    package var detail: String

    package init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}
