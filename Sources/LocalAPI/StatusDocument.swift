/// How the daemon is: the answer to `GET /v1/status`.
public struct StatusDocument: Codable, Sendable, Equatable {
    public var version: String
    public var pid: Int32
    public var startedAt: String
    /// Seconds since the start, time asleep included.
    public var uptime: Double
    public var database: Database
    /// How many exchanges are in each state, every state named.
    public var counts: [String: Int]
    public var enrollments: [EnrollmentDocument]
    /// When the inbox last accepted a push; `null` if it never did.
    public var lastDelivery: String?
    /// Each part by name: `inbox`, `api`, `database`, `engine`, `servers`.
    public var health: [String: PartHealth]

    public init(
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

    public struct Database: Codable, Sendable, Equatable {
        public var path: String
        public var sizeBytes: Int
        /// The last migration that was applied.
        public var schema: String

        public init(path: String, sizeBytes: Int, schema: String) {
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

    public struct PartHealth: Codable, Sendable, Equatable {
        public var ok: Bool
        /// What is wrong and what to do, where something is; `null` otherwise.
        public var detail: String?

        public init(ok: Bool, detail: String? = nil) {
            self.ok = ok
            self.detail = detail
        }

        private enum CodingKeys: String, CodingKey {
            case ok
            case detail
        }

        public func encode(to encoder: any Encoder) throws {
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

    public func encode(to encoder: any Encoder) throws {
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
