/// An enrolled device as the local API shows it: without its client, device and push id, which are secrets.
package struct EnrollmentDocument: Codable, Sendable, Equatable {
    package var id: String
    package var name: String?
    package var baseURL: String
    package var tenantKey: String
    package var tenantName: String?
    package var sub: String
    package var pathSet: PathSetName
    package var createdAt: String
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

    /// Writes every key: a reader need not tell "absent" from "null".
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

/// Which of the two generations of paths a server speaks.
package enum PathSetName: String, Codable, Sendable, CaseIterable {
    case guide
    case v2
}

/// What is known of an enrollment's server since the daemon started.
package struct ServerHealthDocument: Codable, Sendable, Equatable {
    /// Whether the last request got an answer; `null` before the first.
    package var reachable: Bool?
    package var lastContactAt: String?
    /// Why the last request got none, in words.
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

package struct EnrollmentListDocument: Codable, Sendable, Equatable {
    package var enrollments: [EnrollmentDocument]

    package init(enrollments: [EnrollmentDocument]) {
        self.enrollments = enrollments
    }
}

/// What the server found when every enrollment's pending list was fetched.
package struct RefreshDocument: Codable, Sendable, Equatable {
    package var enrollments: [Entry]

    package init(enrollments: [Entry]) {
        self.enrollments = enrollments
    }

    package struct Entry: Codable, Sendable, Equatable {
        /// The enrollment's id.
        package var id: String
        package var ok: Bool
        /// How many exchanges the list held that were new here.
        package var new: Int
        /// Why the list could not be fetched, in words.
        package var error: String?

        package init(id: String, ok: Bool, new: Int, error: String?) {
            self.id = id
            self.ok = ok
            self.new = new
            self.error = error
        }
    }
}
