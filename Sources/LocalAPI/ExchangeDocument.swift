/// One exchange as the local API shows it: nothing in it is a secret.
///
/// Times are RFC 3339, UTC, with milliseconds, in the time of this machine's clock. A key whose value is unknown is
/// present and `null`.
public struct ExchangeDocument: Codable, Sendable, Equatable {
    /// Local, stable, safe to print; not the server's `exchange_id`.
    public var id: String
    public var state: ExchangeState
    /// The enrollment's local id.
    public var enrollment: String
    public var sub: String
    public var tenantKey: String
    public var tenantName: String?
    public var verificationType: String
    public var clientName: String?
    public var message: String?
    public var address: AddressDocument?
    public var deviceInfo: DeviceInfoDocument?
    /// The numbers to choose from, in the server's order; known once the exchange is `allowed`.
    public var choices: [String]?
    public var receivedAt: String
    public var updatedAt: String
    public var expiresAt: String
    /// The step that is under way.
    public var operation: OperationDocument?
    public var answeredBy: CallerDocument?
    public var endedBy: EndedBy?
    /// What the user gave as the reason of a denial or cancellation.
    public var reason: String?
    public var failure: FailureDocument?

    public init(
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
    public func encode(to encoder: any Encoder) throws {
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
public enum ExchangeState: String, Codable, Sendable, CaseIterable {
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
    public var isOpen: Bool {
        switch self {
        case .received, .acknowledged, .allowed: true
        case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: false
        }
    }
}

/// Who brought an exchange to its end.
public enum EndedBy: String, Codable, Sendable {
    case user
    case remote
    case clock
}

/// A step that is under way: asked for by the user, or the automatic `acknowledge`.
public struct OperationDocument: Codable, Sendable, Equatable {
    /// `acknowledge`, `allow`, `deny`, `cancel` or `verify`.
    public var name: String
    /// How often it was sent so far, or is about to be; from 1.
    public var attempt: Int
    public var since: String

    public init(name: String, attempt: Int, since: String) {
        self.name = name
        self.attempt = attempt
        self.since = since
    }
}

/// The local process that took a decision. Shown, never trusted: a process can call itself what it likes.
public struct CallerDocument: Codable, Sendable, Equatable {
    public var pid: Int32
    public var exe: String?

    public init(pid: Int32, exe: String?) {
        self.pid = pid
        self.exe = exe
    }
}

/// Why an exchange ended `refused` or `unresolved`.
public struct FailureDocument: Codable, Sendable, Equatable {
    /// The server's code, or one of ours.
    public var code: String
    /// A sentence for the user, saying what to do where something can be done.
    public var detail: String

    public init(code: String, detail: String) {
        self.code = code
        self.detail = detail
    }
}

/// Where the sign-in comes from, as the server tells; the keys are the server's.
public struct AddressDocument: Codable, Sendable, Equatable {
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

    public var countryShort: String?
    public var countryLong: String?
    public var region: String?
    public var city: String?
    public var zipcode: String?
    public var street: String?
    public var houseNumber: String?
    public var formattedAddress: String?
    public var ip: String?
    public var latitude: String?
    public var longitude: String?

    public init() {}
}

/// The device that shows the web page, as the server tells; the keys are the server's.
public struct DeviceInfoDocument: Codable, Sendable, Equatable {
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

    public var os: String?
    public var browser: String?
    public var engine: String?
    public var deviceMake: String?
    public var deviceModel: String?
    public var userAgent: String?
    public var ipAddress: String?
    public var latitude: String?
    public var longitude: String?

    public init() {}
}

/// A page of exchanges, newest first.
public struct ExchangeListDocument: Codable, Sendable, Equatable {
    public var exchanges: [ExchangeDocument]
    /// Goes into `before` for the next page; `null` on the last.
    public var next: String?

    public init(exchanges: [ExchangeDocument], next: String?) {
        self.exchanges = exchanges
        self.next = next
    }

    private enum CodingKeys: String, CodingKey {
        case exchanges
        case next
    }

    public func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(exchanges, forKey: .exchanges)
        try keyed.encode(next, forKey: .next)
    }
}
