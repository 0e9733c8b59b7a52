/// The answer to `GET /v1/status`: how the daemon is.
package struct StatusDocument: Codable, Sendable, Equatable {
    /// The daemon's ``SmartpushVersion``.
    package var version: String
    /// The daemon's process id.
    package var pid: Int32
    /// When the daemon started.
    package var startedAt: String
    /// Seconds since the start, including the time that the machine slept.
    package var uptime: Double
    /// The file that the daemon keeps everything in.
    package var database: Database
    /// How many exchanges are in each state, by the raw values of ``ExchangeState``. Every state has an entry.
    package var counts: [String: Int]
    /// All enrolled devices, oldest first.
    package var enrollments: [EnrollmentDocument]
    /// When the daemon last took in a new push, from the inbox or a pending list; `null` if it never did.
    package var lastDelivery: String?
    /// How sign-ins reach this machine: the latest push and request of all enrollments, and the next request.
    package var delivery: DeliveryDocument
    /// The parts by name: `inbox`, `api`, `database`, `engine`, `servers`.
    package var health: [String: PartHealth]

    package init(
        version: String, pid: Int32, startedAt: String, uptime: Double, database: Database, counts: [String: Int],
        enrollments: [EnrollmentDocument], lastDelivery: String?, health: [String: PartHealth],
        delivery: DeliveryDocument = DeliveryDocument()
    ) {
        self.version = version
        self.pid = pid
        self.startedAt = startedAt
        self.uptime = uptime
        self.database = database
        self.counts = counts
        self.enrollments = enrollments
        self.lastDelivery = lastDelivery
        self.delivery = delivery
        self.health = health
    }

    /// The daemon's database.
    package struct Database: Codable, Sendable, Equatable {
        /// The path of the file.
        package var path: String
        /// The size of the database in bytes, without its write-ahead log.
        package var sizeBytes: Int
        /// The version of the schema: the last migration that was applied.
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

    /// Whether a part of the daemon works.
    package struct PartHealth: Codable, Sendable, Equatable {
        /// Whether it works.
        package var ok: Bool
        /// What is wrong and what to do, in English; `null` if nothing is wrong.
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
        case delivery
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
        try keyed.encode(delivery, forKey: .delivery)
        try keyed.encode(health, forKey: .health)
    }
}
