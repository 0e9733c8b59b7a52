/// One exchange, which is one sign-in, as the local API shows it. Nothing in it is a secret.
///
/// Times are by this machine's clock: RFC 3339, UTC, with milliseconds. A key whose value is unknown is present and
/// `null`.
package struct ExchangeDocument: Codable, Sendable, Equatable {
    /// A UUID that the daemon made. It is not the server's `exchange_id`, which is a secret.
    package var id: String
    /// Where it stands.
    package var state: ExchangeState
    /// The id of the enrollment that it belongs to.
    package var enrollment: String
    /// What a person knows the account by: the user's e-mail address or name at the server, or else the name of the
    /// enrollment; `null` if none is known.
    package var account: String?
    /// The id of the user who signs in.
    package var sub: String
    /// The key of the tenant that the user belongs to; empty if the server has not told it.
    package var tenantKey: String
    /// The tenant's name for display.
    package var tenantName: String?
    /// The kind of verification, from the push: `PUSH`.
    package var verificationType: String
    /// The name of the application that the user signs in to.
    package var clientName: String?
    /// The server's text for the user.
    package var message: String?
    /// Where the sign-in comes from.
    package var address: AddressDocument?
    /// The device that shows the web page.
    package var deviceInfo: DeviceInfoDocument?
    /// The numbers to choose from, in the server's order; `null` until the exchange is `allowed`, or if the server gave
    /// none.
    package var choices: [String]?
    /// When the daemon took the push in.
    package var receivedAt: String
    /// When the exchange last changed.
    package var updatedAt: String
    /// When it expires, or expired, if it is not completed before.
    package var expiresAt: String
    /// The step that is under way; `null` if there is none.
    package var operation: OperationDocument?
    /// The process that took the user's decision.
    package var answeredBy: CallerDocument?
    /// Who ended it; `null` while it is open, and if it ended `refused` or `unresolved`.
    package var endedBy: EndedBy?
    /// The user's reason for a denial or cancellation.
    package var reason: String?
    /// Why it ended `refused` or `unresolved`; `null` in all other states.
    package var failure: FailureDocument?
    /// The server's reference of a refused request, for a question to its support; `null` if it gave none.
    package var reference: String?
    /// Whether the server has answered the acknowledgement. Until then, everything in here is what the push says, and
    /// anyone can have sent that.
    package var confirmed: Bool
    /// Grows with each change. In quotes, it is the `ETag` of the answer.
    package var version: Int

    package init(
        id: String, state: ExchangeState, enrollment: String, sub: String, tenantKey: String, tenantName: String? = nil,
        verificationType: String, clientName: String? = nil, message: String? = nil, address: AddressDocument? = nil,
        deviceInfo: DeviceInfoDocument? = nil, choices: [String]? = nil, receivedAt: String, updatedAt: String,
        expiresAt: String, operation: OperationDocument? = nil, answeredBy: CallerDocument? = nil,
        endedBy: EndedBy? = nil, reason: String? = nil, failure: FailureDocument? = nil, account: String? = nil,
        reference: String? = nil, confirmed: Bool = true, version: Int = 1
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
        self.account = account
        self.reference = reference
        self.confirmed = confirmed
        self.version = version
    }

    enum CodingKeys: String, CodingKey {
        case id
        case state
        case enrollment
        case account
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
        case reference
        case confirmed
        case version
    }

    /// Writes every key, `null` where there is no value, so that readers don't need a rule for absent keys.
    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(id, forKey: .id)
        try keyed.encode(state, forKey: .state)
        try keyed.encode(enrollment, forKey: .enrollment)
        try keyed.encode(account, forKey: .account)
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
        try keyed.encode(reference, forKey: .reference)
        try keyed.encode(confirmed, forKey: .confirmed)
        try keyed.encode(version, forKey: .version)
    }
}

/// The states of an exchange; the first three are open, the others are ends.
package enum ExchangeState: String, Codable, Sendable, CaseIterable {
    /// The daemon has stored the push and not yet acknowledged it to the server.
    case received
    /// The user has to allow or deny.
    case acknowledged
    /// The user has to choose the number.
    case allowed
    /// The user chose the right number: the web page is signed in.
    case authenticated
    /// The user denied the sign-in, here or on another device.
    case denied
    /// The sign-in was cancelled, here or elsewhere, or its device was given up.
    case cancelled
    /// It was not completed in time.
    case expired
    /// The server refused a step.
    case refused
    /// The outcome of a step is lost and can't be found out.
    case unresolved

    /// Whether it can still change.
    package var isOpen: Bool {
        switch self {
        case .received, .acknowledged, .allowed: true
        case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: false
        }
    }
}

/// Who ended an exchange: this user, someone elsewhere (`remote`), or the expiry (`clock`).
package enum EndedBy: String, Codable, Sendable {
    case user
    case remote
    case clock
}

/// The answer to `GET /v1/exchanges`: a page of exchanges, newest first.
package struct ExchangeListDocument: Codable, Sendable, Equatable {
    /// At most as many as the request's `limit` allows.
    package var exchanges: [ExchangeDocument]
    /// The value of `before` for the next page; `null` on the last page.
    package var next: String?

    package init(exchanges: [ExchangeDocument], next: String?) {
        self.exchanges = exchanges
        self.next = next
    }

    enum CodingKeys: String, CodingKey {
        case exchanges
        case next
    }

    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(exchanges, forKey: .exchanges)
        try keyed.encode(next, forKey: .next)
    }
}
