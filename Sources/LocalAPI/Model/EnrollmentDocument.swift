/// An enrolled device as the local API shows it, without its client, device and push ids: they are secrets.
package struct EnrollmentDocument: Codable, Sendable, Equatable {
    /// A UUID that the daemon made.
    package var id: String
    /// The user's name for the device; `null` if there is none.
    package var name: String?
    /// The server: an `https` URL, or `http` to a loopback address, without a query or fragment.
    package var baseURL: String
    /// The key of the tenant that the user belongs to.
    package var tenantKey: String
    /// The tenant's name for display, as given at the enrollment; `null` if none was given.
    package var tenantName: String?
    /// The user's id at the server.
    package var sub: String
    /// Which paths the daemon calls at the server.
    package var pathSet: PathSetName
    /// When the device was enrolled.
    package var createdAt: String
    /// Whether the server answers.
    package var server: ServerHealthDocument

    package init(
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

    /// Writes every key, `null` where there is no value, so that readers don't need a rule for absent keys.
    package func encode(to encoder: any Encoder) throws {
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

/// Which paths a server has: those of the cidaas Smart PUSH guide, or those of the published SDKs (`v2`).
package enum PathSetName: String, Codable, Sendable, CaseIterable {
    case guide
    case v2
}

/// What the daemon knows of an enrollment's server since it started.
package struct ServerHealthDocument: Codable, Sendable, Equatable {
    /// Whether the last request got an answer; `null` before the first request.
    package var reachable: Bool?
    /// When the server last answered a request; `null` if it has not answered yet.
    package var lastContactAt: String?
    /// Why the last request brought no usable answer, as a sentence in English; `null` if it did.
    package var error: String?

    package init(reachable: Bool?, lastContactAt: String?, error: String?) {
        self.reachable = reachable
        self.lastContactAt = lastContactAt
        self.error = error
    }

    private enum CodingKeys: String, CodingKey {
        case reachable
        case lastContactAt = "last_contact_at"
        case error
    }

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(reachable, forKey: .reachable)
        try keyed.encode(lastContactAt, forKey: .lastContactAt)
        try keyed.encode(error, forKey: .error)
    }
}

/// The answer to `GET /v1/enrollments`.
package struct EnrollmentListDocument: Codable, Sendable, Equatable {
    /// All enrolled devices, oldest first.
    package var enrollments: [EnrollmentDocument]

    package init(enrollments: [EnrollmentDocument]) {
        self.enrollments = enrollments
    }
}

/// The answer to `POST /v1/refresh`: the daemon has asked for every enrollment's pending list.
package struct RefreshDocument: Codable, Sendable, Equatable {
    /// One for each enrollment.
    package var enrollments: [Entry]

    package init(enrollments: [Entry]) {
        self.enrollments = enrollments
    }

    /// What came of one enrollment's pending list.
    package struct Entry: Codable, Sendable, Equatable {
        /// The enrollment's id.
        package var id: String
        /// Whether the list was fetched.
        package var ok: Bool
        /// How many of the list's exchanges were new to the daemon.
        package var new: Int
        /// Why the list was not fetched, as a sentence in English; absent if it was.
        package var error: String?

        package init(id: String, ok: Bool, new: Int, error: String?) {
            self.id = id
            self.ok = ok
            self.new = new
            self.error = error
        }
    }
}
