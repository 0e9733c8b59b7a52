/// The body of `POST /v1/enrollments`, and what `smartpush-sim` prints. It carries secrets: never log it.
package struct EnrollRequest: Codable, Sendable {
    package var baseURL: String
    package var tenantKey: String
    package var sub: String
    package var clientID: String
    package var deviceID: String
    package var pushID: String
    package var name: String?
    package var tenantName: String?
    package var pathSet: PathSetName?

    /// The names of all keys; any other is an error that names it.
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
        case pathSet = "path_set"
    }
}

/// The body of `POST /v1/enrollments/scan`. The link carries secrets: never log it.
package struct ScanRequest: Codable, Sendable {
    package var link: String
    package var name: String?
    package var pathSet: PathSetName?

    package static let keys: Set<String> = ["link", "name", "path_set"]

    package init(link: String, name: String? = nil, pathSet: PathSetName? = nil) {
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
package struct EnrollmentChange: Codable, Sendable {
    package var name: String?
    package var pushID: String?

    package static let keys: Set<String> = ["name", "push_id"]

    package init(name: String? = nil, pushID: String? = nil) {
        self.name = name
        self.pushID = pushID
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case pushID = "push_id"
    }
}

/// The body of `…/deny` and `…/cancel`.
package struct ReasonRequest: Codable, Sendable {
    package var reason: String?

    package static let keys: Set<String> = ["reason"]

    package init(reason: String? = nil) {
        self.reason = reason
    }
}

/// The body of `…/verify`, of an exchange or of a scan.
package struct VerifyRequest: Codable, Sendable {
    package var passcode: String

    package static let keys: Set<String> = ["passcode"]

    package init(passcode: String) {
        self.passcode = passcode
    }
}
