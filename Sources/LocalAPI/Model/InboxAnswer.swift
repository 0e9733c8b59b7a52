/// The inbox's answer to one line, as the client reads it.
package struct InboxAnswer: Codable, Sendable, Equatable {
    /// Whether the push is stored.
    package var ok: Bool
    /// The id of the push's exchange; absent if not `ok`.
    package var id: String?
    /// Whether the push was stored before; absent if not `ok`.
    package var duplicate: Bool?
    /// Absent if `ok`.
    package var error: Refusal?

    package init(ok: Bool, id: String? = nil, duplicate: Bool? = nil, error: Refusal? = nil) {
        self.ok = ok
        self.id = id
        self.duplicate = duplicate
        self.error = error
    }

    /// Why the push was not stored.
    package struct Refusal: Codable, Sendable, Equatable {
        /// `malformed`, `too_large`, `unknown_enrollment`, `unsupported_type`, `expired`, `queue_full` or
        /// `unavailable`.
        package var code: String
        /// A sentence in English: what is wrong and what to do.
        package var detail: String

        package init(code: String, detail: String) {
            self.code = code
            self.detail = detail
        }
    }
}
