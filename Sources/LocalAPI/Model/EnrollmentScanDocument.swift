/// An enrollment by a link on its way, as the local API shows it: without the link's id and what else is secret.
package struct EnrollmentScanDocument: Codable, Sendable, Equatable {
    /// Once it is `enrolled`, the enrollment's id.
    package var id: String
    package var state: EnrollmentScanState
    package var name: String?
    package var baseURL: String
    package var tenantKey: String
    package var tenantName: String?
    package var sub: String
    package var pathSet: PathSetName
    /// The numbers of which the web page shows one; `nil` where the server gave none, and where none is wanted.
    package var choices: [String]?
    /// `nil` once it has ended.
    package var expiresAt: String?
    package var failure: FailureDocument?

    package init(
        id: String, state: EnrollmentScanState, name: String?, baseURL: String, tenantKey: String, tenantName: String?,
        sub: String, pathSet: PathSetName, choices: [String]?, expiresAt: String?, failure: FailureDocument?
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
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case state
        case name
        case baseURL = "base_url"
        case tenantKey = "tenant_key"
        case tenantName = "tenant_name"
        case sub
        case pathSet = "path_set"
        case choices
        case expiresAt = "expires_at"
        case failure
    }

    /// Writes every key: a reader need not tell "absent" from "null".
    package func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: CodingKeys.self)
        try keyed.encode(id, forKey: .id)
        try keyed.encode(state, forKey: .state)
        try keyed.encode(name, forKey: .name)
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

/// How far an enrollment by a link is.
package enum EnrollmentScanState: String, Codable, Sendable, CaseIterable {
    /// The server has not answered the scan.
    case scanning
    /// The number that the web page shows is wanted.
    case scanned
    /// The number is on its way.
    case verifying
    case enrolled
    case refused
    case expired
    case unresolved
}
