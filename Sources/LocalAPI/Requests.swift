/// The body of `POST /v1/enrollments`, and what `smartpush-sim` prints. It carries secrets: never log it.
public struct EnrollRequest: Codable, Sendable {
    public var baseURL: String
    public var tenantKey: String
    public var sub: String
    public var clientID: String
    public var deviceID: String
    public var pushID: String
    public var name: String?
    public var tenantName: String?
    public var pathSet: PathSetName?

    /// The names of all keys; any other is an error that names it.
    public static let keys = Set(CodingKeys.allCases.map(\.rawValue))

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case baseURL = "base_url"
        case tenantKey = "tenant_key"
        case sub
        case clientID = "client_id"
        case deviceID = "device_id"
        case pushID = "push_id"
        case name
        case tenantName = "tenant_name"
        case pathSet = "path_set"
    }
}

/// The body of `POST /v1/enrollments/scan`. The link carries secrets: never log it.
public struct ScanRequest: Codable, Sendable {
    public var link: String
    public var name: String?
    public var pathSet: PathSetName?

    public static let keys: Set<String> = ["link", "name", "path_set"]

    public init(link: String, name: String? = nil, pathSet: PathSetName? = nil) {
        self.link = link
        self.name = name
        self.pathSet = pathSet
    }

    private enum CodingKeys: String, CodingKey {
        case link
        case name
        case pathSet = "path_set"
    }
}

/// The body of `PATCH /v1/enrollments/{id}`.
public struct EnrollmentChange: Codable, Sendable {
    public var name: String?
    public var pushID: String?

    public static let keys: Set<String> = ["name", "push_id"]

    public init(name: String? = nil, pushID: String? = nil) {
        self.name = name
        self.pushID = pushID
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case pushID = "push_id"
    }
}

/// The body of `…/deny` and `…/cancel`.
public struct ReasonRequest: Codable, Sendable {
    public var reason: String?

    public static let keys: Set<String> = ["reason"]

    public init(reason: String? = nil) {
        self.reason = reason
    }
}

/// The body of `…/verify`, of an exchange or of a scan.
public struct VerifyRequest: Codable, Sendable {
    public var passcode: String

    public static let keys: Set<String> = ["passcode"]

    public init(passcode: String) {
        self.passcode = passcode
    }
}
