/// What the daemon finds when it looks at itself and asks every server: the answer to `POST /v1/checkup`.
package struct CheckupDocument: Codable, Sendable, Equatable {
    package var database: StatusDocument.PartHealth
    /// One for each enrollment, in the order in which they were made.
    package var servers: [Server]

    package init(database: StatusDocument.PartHealth, servers: [Server]) {
        self.database = database
        self.servers = servers
    }

    package struct Server: Codable, Sendable, Equatable {
        /// The enrollment's id.
        package var enrollment: String
        package var baseURL: String
        /// Whether there was an answer at all.
        package var reachable: Bool
        /// Why the pending list could not be fetched, in words; `null` where it could.
        package var error: String?
        /// How many seconds its clock is ahead of this machine's: 0 where they agree within two seconds, `null` where it
        /// did not answer.
        package var clockAhead: Double?
        /// Until when its certificate is valid, trusted or not; `null` where it has none or shows none.
        package var certificateEndsAt: String?

        package init(
            enrollment: String, baseURL: String, reachable: Bool, error: String?, clockAhead: Double?,
            certificateEndsAt: String?
        ) {
            self.enrollment = enrollment
            self.baseURL = baseURL
            self.reachable = reachable
            self.error = error
            self.clockAhead = clockAhead
            self.certificateEndsAt = certificateEndsAt
        }

        private enum CodingKeys: String, CodingKey {
            case enrollment
            case baseURL = "base_url"
            case reachable
            case error
            case clockAhead = "clock_ahead"
            case certificateEndsAt = "certificate_ends_at"
        }

        /// Writes every key: a reader need not tell "absent" from "null".
        package func encode(to encoder: any Encoder) throws {
            var keyed = encoder.container(keyedBy: CodingKeys.self)
            try keyed.encode(enrollment, forKey: .enrollment)
            try keyed.encode(baseURL, forKey: .baseURL)
            try keyed.encode(reachable, forKey: .reachable)
            try keyed.encode(error, forKey: .error)
            try keyed.encode(clockAhead, forKey: .clockAhead)
            try keyed.encode(certificateEndsAt, forKey: .certificateEndsAt)
        }
    }
}
