/// How the daemon is: the answer to `GET /v1/status`.
package struct StatusDocument: Codable, Sendable, Equatable {
    package var version: String
    package var pid: Int32
    package var startedAt: String
    /// Seconds since the start, time asleep included.
    package var uptime: Double
    package var database: Database
    /// How many exchanges are in each state, every state named.
    package var counts: [String: Int]
    package var enrollments: [EnrollmentDocument]
    /// When the inbox last accepted a push; `null` if it never did.
    package var lastDelivery: String?
    /// Each part by name: `inbox`, `api`, `database`, `engine`, `servers`.
    package var health: [String: PartHealth]

    package init(
        version: String, pid: Int32, startedAt: String, uptime: Double, database: Database, counts: [String: Int],
        enrollments: [EnrollmentDocument], lastDelivery: String?, health: [String: PartHealth]
    ) {
        self.version = version
        self.pid = pid
        self.startedAt = startedAt
        self.uptime = uptime
        self.database = database
        self.counts = counts
        self.enrollments = enrollments
        self.lastDelivery = lastDelivery
        self.health = health
    }

    package struct Database: Codable, Sendable, Equatable {
        package var path: String
        package var sizeBytes: Int
        /// The last migration that was applied.
        package var schema: String

        package init(path: String, sizeBytes: Int, schema: String) {
            self.path = path
            self.sizeBytes = sizeBytes
            self.schema = schema
        }

        private enum CodingKeys: String, CodingKey {
            case path
            case sizeBytes = "size_bytes"
            case schema
        }
    }

    package struct PartHealth: Codable, Sendable, Equatable {
        package var ok: Bool
        /// What is wrong and what to do, where something is; `null` otherwise.
        package var detail: String?

        package init(ok: Bool, detail: String? = nil) {
            self.ok = ok
            self.detail = detail
        }

        private enum CodingKeys: String, CodingKey {
            case ok
            case detail
        }

        package func encode(to encoder: any Encoder) throws {
            var keyed = encoder.container(keyedBy: CodingKeys.self)
            try keyed.encode(ok, forKey: .ok)
            try keyed.encode(detail, forKey: .detail)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case version
        case pid
        case startedAt = "started_at"
        case uptime
        case database
        case counts
        case enrollments
        case lastDelivery = "last_delivery"
        case health
    }

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(version, forKey: .version)
        try keyed.encode(pid, forKey: .pid)
        try keyed.encode(startedAt, forKey: .startedAt)
        try keyed.encode(uptime, forKey: .uptime)
        try keyed.encode(database, forKey: .database)
        try keyed.encode(counts, forKey: .counts)
        try keyed.encode(enrollments, forKey: .enrollments)
        try keyed.encode(lastDelivery, forKey: .lastDelivery)
        try keyed.encode(health, forKey: .health)
    }
}
