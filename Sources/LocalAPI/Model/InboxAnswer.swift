/// The inbox's answer to one line.
package struct InboxAnswer: Codable, Sendable, Equatable {
    package var ok: Bool
    /// The exchange's local id, where `ok`.
    package var id: String?
    /// Whether this push was known before.
    package var duplicate: Bool?
    package var error: Refusal?

    package init(ok: Bool, id: String? = nil, duplicate: Bool? = nil, error: Refusal? = nil) {
        self.ok = ok
        self.id = id
        self.duplicate = duplicate
        self.error = error
    }

    package struct Refusal: Codable, Sendable, Equatable {
        /// `malformed`, `too_large`, `unknown_enrollment`, `unsupported_type`, `expired`, `queue_full` or
        /// `unavailable`.
        package var code: String
        package var detail: String

        package init(code: String, detail: String) {
            self.code = code
            self.detail = detail
        }
    }
}
