import GRDB
package import PushExchange

extension Snapshot {
    /// In the order in which they were made.
    package func enrollments() throws -> [Enrollment] {
        try Row.fetchAll(db, sql: "SELECT * FROM enrollment ORDER BY created_at, id").map(Self.enrollment(from:))
    }

    package func enrollment(_ id: String) throws -> Enrollment? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM enrollment WHERE id = ?"), arguments: [id])
            .map(Self.enrollment(from:))
    }

    /// A push names no enrollment, but whom it is for.
    package func enrollment(tenantKey: String, sub: String) throws -> Enrollment? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM enrollment WHERE tenant_key = ? AND sub = ?")
        return try Row.fetchOne(statement, arguments: [tenantKey, sub]).map(Self.enrollment(from:))
    }

    /// What this device calls itself wherever it is enrolled by a link; `nil` before the first.
    package func deviceID() throws -> Secret<String>? {
        try String.fetchOne(db, sql: "SELECT device_id FROM device").map { Secret($0) }
    }

    private static func enrollment(from row: Row) -> Enrollment {
        Enrollment(
            id: row["id"], name: row["name"], baseURL: row["base_url"], tenantKey: row["tenant_key"],
            tenantName: row["tenant_name"], sub: row["sub"],
            device: DeviceCredentials(
                clientID: Secret(row["client_id"]), deviceID: Secret(row["device_id"]), pushID: Secret(row["push_id"])
            ),
            nextPushID: (row["next_push_id"] as String?).map { Secret($0) },
            pathSet: PathSet(rawValue: row["path_set"]) ?? .guide,
            createdAt: Timestamp(milliseconds: row["created_at"]), skew: .milliseconds(row["skew"] as Int64)
        )
    }
}
