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

    /// The enrollment for a tenant and user, which is all that a push says; `nil` if there is none.
    package func enrollment(tenantKey: String, sub: String) throws -> Enrollment? {
        try db.first(
            "SELECT * FROM enrollment WHERE tenant_key = ? AND sub = ?", [tenantKey, sub], Self.enrollment(from:))
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
            pathSet: PathSet(rawValue: try row.get("path_set")) ?? .guide,
            createdAt: Timestamp(milliseconds: try row.get("created_at")),
            skew: .milliseconds(try row.get("skew", as: Int64.self))
        )
    }
}
