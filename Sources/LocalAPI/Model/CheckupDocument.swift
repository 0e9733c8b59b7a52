/// The answer to `POST /v1/checkup`: the daemon has checked its database and asked every server.
package struct CheckupDocument: Codable, Sendable, Equatable {
    /// Whether the database is undamaged and can be written.
    package var database: StatusDocument.PartHealth
    /// One for each enrollment, oldest first.
    package var servers: [Server]

    package init(database: StatusDocument.PartHealth, servers: [Server]) {
        self.database = database
        self.servers = servers
    }

    /// What an enrollment's server answered.
    package struct Server: Codable, Sendable, Equatable {
        /// The enrollment's id.
        package var enrollment: String
        /// The enrollment's server.
        package var baseURL: String
        /// Whether the server answered the last request, with an error or without.
        package var reachable: Bool
        /// Why the pending list could not be fetched, as a sentence in English; `null` if it was fetched.
        package var error: String?
        /// How many seconds the server's clock is ahead of this machine's: 0 if they agree within two seconds, `null`
        /// if the server did not answer.
        package var clockAhead: Double?
        /// When the server's certificate expires, whether it is trusted or not; `null` if the server shows none.
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

        /// Writes every key, `null` where there is no value, so that readers don't need a rule for absent keys.
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
