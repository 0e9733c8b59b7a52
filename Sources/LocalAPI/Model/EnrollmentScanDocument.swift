/// An enrollment by a link as the local API shows it, without the link's id and the other secrets.
package struct EnrollmentScanDocument: Codable, Sendable, Equatable {
    /// A UUID that the daemon made. The enrollment gets the same id.
    package var id: String
    /// How far the enrollment is.
    package var state: EnrollmentScanState
    /// The user's name for the device; `null` if there is none.
    package var name: String?
    /// The server, as an address.
    package var server: String { baseURL }
    /// The server, as an address.
    package var baseURL: String
    /// The key of the tenant that the user belongs to; `null` if it is not known yet.
    package var tenantKey: String?
    /// The tenant's name for display; `null` if it is not known yet.
    package var tenantName: String?
    /// What a person knows the account by: the user's e-mail address or name at the server; `null` if the server has
    /// told neither.
    package var account: String?
    /// The user's id at the server; `null` if it is not known yet.
    package var sub: String?
    /// Which paths the daemon calls at the server.
    package var pathSet: PathSetName
    /// The numbers to choose from while it is `scanned` or `verifying`; the web page shows one of them. `null` if the
    /// server gave none, and in all other states.
    package var choices: [String]?
    /// When the link or the number expires, by this machine's clock; `null` once the enrollment has ended.
    package var expiresAt: String?
    /// Why it ended `refused` or `unresolved`; `null` in all other states.
    package var failure: FailureDocument?

    package init(
        id: String, state: EnrollmentScanState, name: String?, baseURL: String, tenantKey: String?, tenantName: String?,
        sub: String?, pathSet: PathSetName, choices: [String]?, expiresAt: String?, failure: FailureDocument?,
        account: String? = nil
    ) {
        self.id = id
        self.state = state
        self.name = name
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.pathSet = pathSet
        self.choices = choices
        self.expiresAt = expiresAt
        self.failure = failure
        self.account = account
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case state
        case name
        case server
        case account
        case baseURL = "base_url"
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case sub
        case pathSet = "path_set"
        case choices
        case expiresAt = "expires_at"
        case failure
    }

    package init(from decoder: any Decoder) throws {
        let keyed = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try keyed.decode(String.self, forKey: .id),
            state: try keyed.decode(EnrollmentScanState.self, forKey: .state),
            name: try keyed.decodeIfPresent(String.self, forKey: .name),
            baseURL: try keyed.decode(String.self, forKey: .baseURL),
            tenantKey: try keyed.decodeIfPresent(String.self, forKey: .tenantKey),
            tenantName: try keyed.decodeIfPresent(String.self, forKey: .tenantName),
            sub: try keyed.decodeIfPresent(String.self, forKey: .sub),
            pathSet: try keyed.decode(PathSetName.self, forKey: .pathSet),
            choices: try keyed.decodeIfPresent([String].self, forKey: .choices),
            expiresAt: try keyed.decodeIfPresent(String.self, forKey: .expiresAt),
            failure: try keyed.decodeIfPresent(FailureDocument.self, forKey: .failure),
            account: try keyed.decodeIfPresent(String.self, forKey: .account))
    }

    /// Writes every key, `null` where there is no value, so that readers don't need a rule for absent keys.
    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(id, forKey: .id)
        try keyed.encode(state, forKey: .state)
        try keyed.encode(name, forKey: .name)
        try keyed.encode(server, forKey: .server)
        try keyed.encode(account, forKey: .account)
        try keyed.encode(baseURL, forKey: .baseURL)
        try keyed.encode(tenantKey, forKey: .tenantKey)
        try keyed.encode(tenantName, forKey: .tenantName)
        try keyed.encode(sub, forKey: .sub)
        try keyed.encode(pathSet, forKey: .pathSet)
        try keyed.encode(choices, forKey: .choices)
        try keyed.encode(expiresAt, forKey: .expiresAt)
        try keyed.encode(failure, forKey: .failure)
    }
}

/// The states of an enrollment by a link; the first three are open, the others are ends.
package enum EnrollmentScanState: String, Codable, Sendable, CaseIterable {
    /// The daemon waits for the server's answer to the scan.
    case scanning
    /// The user has to give the number that the web page shows.
    case scanned
    /// The daemon waits for the server's answer to the number.
    case verifying
    /// The device is enrolled.
    case enrolled
    /// The server refused the scan or the number.
    case refused
    /// The link or the number expired.
    case expired
    /// The server's answer is lost, so the daemon can't go on.
    case unresolved
    /// The user gave it up.
    case cancelled
}
