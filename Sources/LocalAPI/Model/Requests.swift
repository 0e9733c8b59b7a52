/// The body of `POST /v1/enrollments`; `smartpush-sim` prints it for a device that it has enrolled. It has secrets:
/// never log it.
package struct EnrollRequest: Codable, Sendable {
    /// The server: an `https` URL, or `http` to a loopback address, without a query or fragment.
    package var baseURL: String
    /// The key of the tenant that the user belongs to.
    package var tenantKey: String
    /// The user's id at the server.
    package var sub: String
    /// The client id that the enrollment at the server gave out; a secret.
    package var clientID: String
    /// The device id that the enrollment at the server gave out; a secret.
    package var deviceID: String
    /// The push id that the server knows the device by; a secret.
    package var pushID: String
    /// The user's name for the device; `nil`, empty or only white space for none.
    package var name: String?
    /// The tenant's name for display.
    package var tenantName: String?
    /// What a person knows the account by, such as an e-mail address.
    package var account: String?
    /// Which paths the server has; `nil` for `auto`.
    package var pathSet: PathSetName?

    /// The names of all keys that the body may have. The daemon refuses a body with any other key.
    package static let keys = Set(CodingKeys.allCases.map(\.rawValue))

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case baseURL = "base_url"
        case tenantKey = "tenant_key"
        case sub
        case clientID = "client_id"
        case deviceID = "device_id"
        case pushID = "push_id"
        case name
        case tenantName = "tenant_name"
        case account
        case pathSet = "path_set"
    }
}

/// The body of `POST /v1/enrollments/scan`. The link has secrets: never log it.
package struct ScanRequest: Codable, Sendable {
    /// A text that carries the exchange id of an enrollment: a URI, a JSON object, or the id itself; a secret.
    package var link: String
    /// The server. If it is `nil`, the link or the configuration has to name it.
    package var baseURL: String?
    /// The client id to enroll with, a secret. If it is `nil`, the link or the configuration has to name it.
    package var clientID: String?
    /// The push id to enroll with, a secret. If it is `nil`, the configured server's is used, or a new one.
    package var pushID: String?
    /// The user's name for the enrollment; `nil`, empty or only white space for none.
    package var name: String?
    /// What the server is to call this device; `nil` for the configured name.
    package var deviceName: String?
    /// Which paths the server has; `nil` for those that the link names, or `auto`.
    package var pathSet: PathSetName?

    /// The names of all keys that the body may have.
    package static let keys = Set(CodingKeys.allCases.map(\.rawValue))

    package init(
        link: String, baseURL: String? = nil, clientID: String? = nil, pushID: String? = nil, name: String? = nil,
        deviceName: String? = nil, pathSet: PathSetName? = nil
    ) {
        self.link = link
        self.baseURL = baseURL
        self.clientID = clientID
        self.pushID = pushID
        self.name = name
        self.deviceName = deviceName
        self.pathSet = pathSet
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case link
        case baseURL = "base_url"
        case clientID = "client_id"
        case pushID = "push_id"
        case name
        case deviceName = "device_name"
        case pathSet = "path_set"
    }
}

/// The body of `POST /v1/enrollments/login`. It has secrets: never log it.
package struct LoginRequest: Codable, Sendable {
    /// The server.
    package var baseURL: String
    /// The client id to enroll with; a secret.
    package var clientID: String
    /// The token that the user's login gave, with the scope `cidaas:verification_write`; a secret. It is used for this
    /// enrollment and stored nowhere.
    package var accessToken: String
    /// The push id to enroll with, a secret. If it is `nil`, the configured server's is used, or a new one.
    package var pushID: String?
    /// The user's name for the enrollment; `nil`, empty or only white space for none.
    package var name: String?
    /// What the server is to call this device; `nil` for the configured name.
    package var deviceName: String?

    /// The names of all keys that the body may have.
    package static let keys = Set(CodingKeys.allCases.map(\.rawValue))

    package init(
        baseURL: String, clientID: String, accessToken: String, pushID: String? = nil, name: String? = nil,
        deviceName: String? = nil
    ) {
        self.baseURL = baseURL
        self.clientID = clientID
        self.accessToken = accessToken
        self.pushID = pushID
        self.name = name
        self.deviceName = deviceName
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case baseURL = "base_url"
        case clientID = "client_id"
        case accessToken = "access_token"
        case pushID = "push_id"
        case name
        case deviceName = "device_name"
    }
}

/// The body of `PATCH /v1/enrollments/{id}`.
package struct EnrollmentChange: Codable, Sendable {
    /// The new name; empty or only white space for none, `nil` to keep it.
    package var name: String?
    /// Which paths the server has; `nil` to keep them. What was learnt about single paths is forgotten.
    package var pathSet: PathSetName?
    /// The new push id, a secret; `nil` to keep it.
    package var pushID: String?

    /// The names of all keys that the body may have.
    package static let keys = Set(CodingKeys.allCases.map(\.rawValue))

    package init(name: String? = nil, pathSet: PathSetName? = nil, pushID: String? = nil) {
        self.name = name
        self.pathSet = pathSet
        self.pushID = pushID
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case name
        case pathSet = "path_set"
        case pushID = "push_id"
    }
}

/// The body of `…/deny` and `…/cancel`.
package struct ReasonRequest: Codable, Sendable {
    /// What to tell the server, at most 1,000 characters; `nil` or empty for nothing.
    package var reason: String?

    /// The names of all keys that the body may have.
    package static let keys: Set<String> = ["reason"]

    package init(reason: String? = nil) {
        self.reason = reason
    }
}

/// The body of `…/verify`, of an exchange or of a scan.
package struct VerifyRequest: Codable, Sendable {
    /// The number that the web page shows: 1 to 32 printable ASCII characters.
    package var passcode: String

    /// The names of all keys that the body may have.
    package static let keys: Set<String> = ["passcode"]

    package init(passcode: String) {
        self.passcode = passcode
    }
}
