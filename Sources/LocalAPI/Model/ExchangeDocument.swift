/// One exchange as the local API shows it: nothing in it is a secret.
///
/// Times are RFC 3339, UTC, with milliseconds, in the time of this machine's clock. A key whose value is unknown is
/// present and `null`.
package struct ExchangeDocument: Codable, Sendable, Equatable {
    /// Local, stable, safe to print; not the server's `exchange_id`.
    package var id: String
    package var state: ExchangeState
    /// The enrollment's local id.
    package var enrollment: String
    package var sub: String
    package var tenantKey: String
    package var tenantName: String?
    package var verificationType: String
    package var clientName: String?
    package var message: String?
    package var address: AddressDocument?
    package var deviceInfo: DeviceInfoDocument?
    /// The numbers to choose from, in the server's order; known once the exchange is `allowed`.
    package var choices: [String]?
    package var receivedAt: String
    package var updatedAt: String
    package var expiresAt: String
    /// The step that is under way.
    package var operation: OperationDocument?
    package var answeredBy: CallerDocument?
    package var endedBy: EndedBy?
    /// What the user gave as the reason of a denial or cancellation.
    package var reason: String?
    package var failure: FailureDocument?

    package init(
        id: String, state: ExchangeState, enrollment: String, sub: String, tenantKey: String, tenantName: String? = nil,
        verificationType: String, clientName: String? = nil, message: String? = nil, address: AddressDocument? = nil,
        deviceInfo: DeviceInfoDocument? = nil, choices: [String]? = nil, receivedAt: String, updatedAt: String,
        expiresAt: String, operation: OperationDocument? = nil, answeredBy: CallerDocument? = nil,
        endedBy: EndedBy? = nil, reason: String? = nil, failure: FailureDocument? = nil
    ) {
        self.id = id
        self.state = state
        self.enrollment = enrollment
        self.sub = sub
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.verificationType = verificationType
        self.clientName = clientName
        self.message = message
        self.address = address
        self.deviceInfo = deviceInfo
        self.choices = choices
        self.receivedAt = receivedAt
        self.updatedAt = updatedAt
        self.expiresAt = expiresAt
        self.operation = operation
        self.answeredBy = answeredBy
        self.endedBy = endedBy
        self.reason = reason
        self.failure = failure
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case state
        case enrollment
        case sub
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case verificationType = "verification_type"
        case clientName = "client_name"
        case message
        case address
        case deviceInfo = "device_info"
        case choices
        case receivedAt = "received_at"
        case updatedAt = "updated_at"
        case expiresAt = "expires_at"
        case operation
        case answeredBy = "answered_by"
        case endedBy = "ended_by"
        case reason
        case failure
    }

    /// Writes every key: a reader need not tell "absent" from "null".
    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(id, forKey: .id)
        try keyed.encode(state, forKey: .state)
        try keyed.encode(enrollment, forKey: .enrollment)
        try keyed.encode(sub, forKey: .sub)
        try keyed.encode(tenantKey, forKey: .tenantKey)
        try keyed.encode(tenantName, forKey: .tenantName)
        try keyed.encode(verificationType, forKey: .verificationType)
        try keyed.encode(clientName, forKey: .clientName)
        try keyed.encode(message, forKey: .message)
        try keyed.encode(address, forKey: .address)
        try keyed.encode(deviceInfo, forKey: .deviceInfo)
        try keyed.encode(choices, forKey: .choices)
        try keyed.encode(receivedAt, forKey: .receivedAt)
        try keyed.encode(updatedAt, forKey: .updatedAt)
        try keyed.encode(expiresAt, forKey: .expiresAt)
        try keyed.encode(operation, forKey: .operation)
        try keyed.encode(answeredBy, forKey: .answeredBy)
        try keyed.encode(endedBy, forKey: .endedBy)
        try keyed.encode(reason, forKey: .reason)
        try keyed.encode(failure, forKey: .failure)
    }
}

/// Where an exchange stands; the first three are open, the others ended.
package enum ExchangeState: String, Codable, Sendable, CaseIterable {
    case received
    case acknowledged
    case allowed
    case authenticated
    case denied
    case cancelled
    case expired
    case refused
    case unresolved

    /// Whether something may still follow.
    package var isOpen: Bool {
        switch self {
        case .received, .acknowledged, .allowed: true
        case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: false
        }
    }
}

/// Who brought an exchange to its end.
package enum EndedBy: String, Codable, Sendable {
    case user
    case remote
    case clock
}

/// A step that is under way: asked for by the user, or the automatic `acknowledge`.
package struct OperationDocument: Codable, Sendable, Equatable {
    /// `acknowledge`, `allow`, `deny`, `cancel` or `verify`.
    package var name: String
    /// How often it was sent so far, or is about to be; from 1.
    package var attempt: Int
    package var since: String

    package init(name: String, attempt: Int, since: String) {
        self.name = name
        self.attempt = attempt
        self.since = since
    }
}

/// The local process that took a decision. Shown, never trusted: a process can call itself what it likes.
package struct CallerDocument: Codable, Sendable, Equatable {
    package var pid: Int32
    package var exe: String?

    package init(pid: Int32, exe: String?) {
        self.pid = pid
        self.exe = exe
    }
}

/// Why an exchange ended `refused` or `unresolved`.
package struct FailureDocument: Codable, Sendable, Equatable {
    /// The server's code, or one of ours.
    package var code: String
    /// A sentence for the user, saying what to do where something can be done.
    package var detail: String

    package init(code: String, detail: String) {
        self.code = code
        self.detail = detail
    }
}

/// Where the sign-in comes from, as the server tells; the keys are the server's.
package struct AddressDocument: Codable, Sendable, Equatable {
    private enum CodingKeys: String, CodingKey {
        case countryShort = "country_short"
        case countryLong = "country_long"
        case region
        case city
        case zipcode
        case street
        case houseNumber = "houseNo"
        case formattedAddress
        case ip
        case latitude
        case longitude
    }

    package var countryShort: String?
    package var countryLong: String?
    package var region: String?
    package var city: String?
    package var zipcode: String?
    package var street: String?
    package var houseNumber: String?
    package var formattedAddress: String?
    package var ip: String?
    package var latitude: String?
    package var longitude: String?

    package init() {}
}

/// The device that shows the web page, as the server tells; the keys are the server's.
package struct DeviceInfoDocument: Codable, Sendable, Equatable {
    private enum CodingKeys: String, CodingKey {
        case os
        case browser
        case engine
        case deviceMake
        case deviceModel
        case userAgent
        case ipAddress
        case latitude = "lat"
        case longitude = "lon"
    }

    package var os: String?
    package var browser: String?
    package var engine: String?
    package var deviceMake: String?
    package var deviceModel: String?
    package var userAgent: String?
    package var ipAddress: String?
    package var latitude: String?
    package var longitude: String?

    package init() {}
}

/// A page of exchanges, newest first.
package struct ExchangeListDocument: Codable, Sendable, Equatable {
    package var exchanges: [ExchangeDocument]
    /// Goes into `before` for the next page; `null` on the last.
    package var next: String?

    package init(exchanges: [ExchangeDocument], next: String?) {
        self.exchanges = exchanges
        self.next = next
    }

    private enum CodingKeys: String, CodingKey {
        case exchanges
        case next
    }

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(exchanges, forKey: .exchanges)
        try keyed.encode(next, forKey: .next)
    }
}
