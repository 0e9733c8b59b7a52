package import PushExchange
import SQLite

extension Snapshot {
    /// All enrollments, in the order in which they were made.
    package func enrollments() throws -> [Enrollment] {
        try db.rows("SELECT * FROM enrollment ORDER BY created_at, id", [], Self.enrollment(from:))
    }

    /// The enrollment with an id; `nil` if there is none.
    package func enrollment(_ id: String) throws -> Enrollment? {
        try db.first("SELECT * FROM enrollment WHERE id = ?", [id], Self.enrollment(from:))
    }

    /// The enrollment for a user of a tenant, or of a server if the tenant is not known (empty); `nil` if there is none.
    /// Tenant keys are compared without case.
    package func enrollment(tenantKey: String, sub: String, baseURL: String) throws -> Enrollment? {
        try enrollments().first { enrollment in
            guard enrollment.sub == sub else { return false }
            guard !tenantKey.isEmpty, !enrollment.tenantKey.isEmpty else { return enrollment.baseURL == baseURL }
            return enrollment.tenantKey.lowercased() == tenantKey.lowercased()
        }
    }

    /// The device id that this device uses for every enrollment by a link; `nil` before the first.
    package func deviceID() throws -> Secret<String>? {
        try db.value("SELECT device_id FROM device", as: String.self).map { Secret($0) }
    }

    private static func enrollment(from row: Row) throws -> Enrollment {
        Enrollment(
            id: try row.get("id"), name: try row.get("name"), baseURL: try row.get("base_url"),
            tenantKey: try row.get("tenant_key"),
            tenantName: try row.get("tenant_name"), sub: try row.get("sub"),
            device: DeviceCredentials(
                clientID: Secret(try row.get("client_id")), deviceID: Secret(try row.get("device_id")),
                pushID: Secret(try row.get("push_id"))
            ),
            nextPushID: try row.get("next_push_id", as: String?.self).map { Secret($0) },
            paths: PathPolicy(rawValue: try row.get("path_set")) ?? .auto,
            createdAt: Timestamp(milliseconds: try row.get("created_at")),
            skew: .milliseconds(try row.get("skew", as: Int64.self)), account: try row.get("account"),
            deviceName: try row.get("device_name"),
            lastPushAt: try row.get("last_push_at", as: Int64?.self).map { Timestamp(milliseconds: $0) }
        )
    }
}
