/// An enrolled device as the local API shows it, without its client, device and push ids: they are secrets.
package struct EnrollmentDocument: Codable, Sendable, Equatable {
    /// A UUID that the daemon made.
    package var id: String
    /// The user's name for the device; `null` if there is none.
    package var name: String?
    /// The server: an `https` URL, or `http` to a loopback address, without a query or fragment.
    package var baseURL: String
    /// The key of the tenant that the user belongs to; empty if the server has not told it yet.
    package var tenantKey: String
    /// The tenant's name for display; `null` if it is not known.
    package var tenantName: String?
    /// What a person knows the account by: the user's e-mail address or name at the server, or else ``name``; `null` if
    /// none is known.
    package var account: String?
    /// The user's id at the server.
    package var sub: String
    /// Which paths the daemon calls at the server.
    package var pathSet: PathSetName
    /// When the device was enrolled.
    package var createdAt: String
    /// Whether the server answers, and knows the device.
    package var server: ServerHealthDocument
    /// How its sign-ins reach this machine.
    package var delivery: DeliveryDocument

    package init(
        id: String, name: String?, baseURL: String, tenantKey: String, tenantName: String?, sub: String,
        pathSet: PathSetName, createdAt: String, server: ServerHealthDocument, account: String? = nil,
        delivery: DeliveryDocument = DeliveryDocument()
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
        self.account = account
        self.delivery = delivery
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case name
        case baseURL = "base_url"
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case account
        case sub
        case pathSet = "path_set"
        case createdAt = "created_at"
        case server
        case delivery
    }

    /// Writes every key, `null` where there is no value, so that readers don't need a rule for absent keys.
    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(id, forKey: .id)
        try keyed.encode(name, forKey: .name)
        try keyed.encode(baseURL, forKey: .baseURL)
        try keyed.encode(tenantKey, forKey: .tenantKey)
        try keyed.encode(tenantName, forKey: .tenantName)
        try keyed.encode(account, forKey: .account)
        try keyed.encode(sub, forKey: .sub)
        try keyed.encode(pathSet, forKey: .pathSet)
        try keyed.encode(createdAt, forKey: .createdAt)
        try keyed.encode(server, forKey: .server)
        try keyed.encode(delivery, forKey: .delivery)
    }
}

/// Which paths the daemon calls at a server.
package enum PathSetName: String, Codable, Sendable, CaseIterable {
    /// For each call the ones that the server has, those of the guide first.
    case auto
    /// Only those of the cidaas Smart PUSH guide.
    case guide
    /// Only those of the older SDKs.
    case v2
}

/// How sign-ins reach this machine.
package struct DeliveryDocument: Codable, Sendable, Equatable {
    /// When a push last came through the inbox; `null` if none has come.
    package var lastPushAt: String?
    /// When the pending list was last asked for; `null` if it was not asked for since the daemon started.
    package var lastPollAt: String?
    /// When the pending list is asked for next; `null` if that is not planned, because polling is off or there is no
    /// network.
    package var nextPollAt: String?
    /// The seconds between two requests for the pending list at present; `null` if polling is off.
    package var interval: Double?

    package init(
        lastPushAt: String? = nil, lastPollAt: String? = nil, nextPollAt: String? = nil, interval: Double? = nil
    ) {
        self.lastPushAt = lastPushAt
        self.lastPollAt = lastPollAt
        self.nextPollAt = nextPollAt
        self.interval = interval
    }

    private enum CodingKeys: String, CodingKey {
        case lastPushAt = "last_push_at"
        case lastPollAt = "last_poll_at"
        case nextPollAt = "next_poll_at"
        case interval
    }

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(lastPushAt, forKey: .lastPushAt)
        try keyed.encode(lastPollAt, forKey: .lastPollAt)
        try keyed.encode(nextPollAt, forKey: .nextPollAt)
        try keyed.encode(interval, forKey: .interval)
    }
}

/// What the last answer, or its absence, says about the server and the device.
package enum ServerState: String, Codable, Sendable, CaseIterable {
    /// The server answers, and knows the device.
    case ok
    /// The server answers, but refuses this device.
    case refused
    /// The server does not answer.
    case unreachable
    /// Nothing was asked yet.
    case unknown
}

/// What the daemon knows of an enrollment's server since it started.
package struct ServerHealthDocument: Codable, Sendable, Equatable {
    /// Whether the last request got an answer; `null` before the first request.
    package var reachable: Bool?
    /// When the server last answered a request; `null` if it has not answered yet.
    package var lastContactAt: String?
    /// Why the last request brought no usable answer, as a sentence in English; `null` if it did.
    package var error: String?
    /// What that means for this device.
    package var state: ServerState
    /// Since when it is in this ``state``; `null` while it is `unknown`.
    package var since: String?

    package init(
        reachable: Bool?, lastContactAt: String?, error: String?, state: ServerState? = nil, since: String? = nil
    ) {
        self.reachable = reachable
        self.lastContactAt = lastContactAt
        self.error = error
        self.state = state ?? reachable.map { $0 ? .ok : .unreachable } ?? .unknown
        self.since = since
    }

    private enum CodingKeys: String, CodingKey {
        case reachable
        case lastContactAt = "last_contact_at"
        case error
        case state
        case since
    }

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(reachable, forKey: .reachable)
        try keyed.encode(lastContactAt, forKey: .lastContactAt)
        try keyed.encode(error, forKey: .error)
        try keyed.encode(state, forKey: .state)
        try keyed.encode(since, forKey: .since)
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
