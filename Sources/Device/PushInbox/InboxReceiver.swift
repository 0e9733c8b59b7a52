package import PushExchange

/// Whoever takes pushes in.
package protocol InboxReceiver: Sendable {
    /// Takes in pushes, one or more; it returns when they are on the disk.
    /// - Returns: for each push, in order, what became of it.
    func receive(_ pushes: [PushPayload]) async -> [Result<Receipt, InboxError>]
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

/// Why a line was not taken.
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
