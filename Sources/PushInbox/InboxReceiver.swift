public import PushExchange

/// Whoever takes pushes in.
public protocol InboxReceiver: Sendable {
    /// Takes in pushes, one or more; it returns when they are on the disk.
    /// - Returns: for each push, in order, what became of it.
    func receive(_ pushes: [PushPayload]) async -> [Result<Receipt, InboxError>]
}

/// A push that is durable.
public struct Receipt: Sendable, Equatable {
    /// The exchange's local id.
    public var id: String
    public var duplicate: Bool

    public init(id: String, duplicate: Bool) {
        self.id = id
        self.duplicate = duplicate
    }
}

/// Why a line was not taken.
public struct InboxError: Error, Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        case malformed
        case tooLarge = "too_large"
        case unknownEnrollment = "unknown_enrollment"
        case unsupportedType = "unsupported_type"
        case expired
        case queueFull = "queue_full"
        case unavailable
    }

    public var code: Code
    public var detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}
