/// An enrolled device as the local API shows it: without its client, device and push id, which are secrets.
public struct EnrollmentDocument: Codable, Sendable, Equatable {
    public var id: String
    public var name: String?
    public var baseURL: String
    public var tenantKey: String
    public var tenantName: String?
    public var sub: String
    public var pathSet: PathSetName
    public var createdAt: String
    public var server: ServerHealthDocument

    public init(
        id: String, name: String?, baseURL: String, tenantKey: String, tenantName: String?, sub: String,
        pathSet: PathSetName, createdAt: String, server: ServerHealthDocument
    ) {
        self.id = id
        self.name = name
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.pathSet = pathSet
        self.createdAt = createdAt
        self.server = server
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case name
        case baseURL = "base_url"
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case sub
        case pathSet = "path_set"
        case createdAt = "created_at"
        case server
    }

    /// Writes every key: a reader need not tell "absent" from "null".
    public func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(id, forKey: .id)
        try keyed.encode(name, forKey: .name)
        try keyed.encode(baseURL, forKey: .baseURL)
        try keyed.encode(tenantKey, forKey: .tenantKey)
        try keyed.encode(tenantName, forKey: .tenantName)
        try keyed.encode(sub, forKey: .sub)
        try keyed.encode(pathSet, forKey: .pathSet)
        try keyed.encode(createdAt, forKey: .createdAt)
        try keyed.encode(server, forKey: .server)
    }
}

/// Which of the two generations of paths a server speaks.
public enum PathSetName: String, Codable, Sendable, CaseIterable {
    case guide
    case v2
}

/// What is known of an enrollment's server since the daemon started.
public struct ServerHealthDocument: Codable, Sendable, Equatable {
    /// Whether the last request got an answer; `null` before the first.
    public var reachable: Bool?
    public var lastContactAt: String?
    /// Why the last request got none, in words.
    public var error: String?

    public init(reachable: Bool?, lastContactAt: String?, error: String?) {
        self.reachable = reachable
        self.lastContactAt = lastContactAt
        self.error = error
    }

    private enum CodingKeys: String, CodingKey {
        case reachable
        case lastContactAt = "last_contact_at"
        case error
    }

    public func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(reachable, forKey: .reachable)
        try keyed.encode(lastContactAt, forKey: .lastContactAt)
        try keyed.encode(error, forKey: .error)
    }
}

public struct EnrollmentListDocument: Codable, Sendable, Equatable {
    public var enrollments: [EnrollmentDocument]

    public init(enrollments: [EnrollmentDocument]) {
        self.enrollments = enrollments
    }
}

/// What the server found when every enrollment's pending list was fetched.
public struct RefreshDocument: Codable, Sendable, Equatable {
    public var enrollments: [Entry]

    public init(enrollments: [Entry]) {
        self.enrollments = enrollments
    }

    public struct Entry: Codable, Sendable, Equatable {
        /// The enrollment's id.
        public var id: String
        public var ok: Bool
        /// How many exchanges the list held that were new here.
        public var new: Int
        /// Why the list could not be fetched, in words.
        public var error: String?

        public init(id: String, ok: Bool, new: Int, error: String?) {
            self.id = id
            self.ok = ok
            self.new = new
            self.error = error
        }
    }
}
