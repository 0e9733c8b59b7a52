package import PushExchange
import SQLite

extension Transaction {
    package func insert(_ enrollment: Enrollment) throws {
        try db.run(
            """
            INSERT INTO enrollment (id, name, base_url, tenant_key, tenant_name, sub, client_id, device_id, push_id,
                next_push_id, path_set, created_at, skew) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                enrollment.id, enrollment.name, enrollment.baseURL, enrollment.tenantKey, enrollment.tenantName,
                enrollment.sub, enrollment.device.clientID.reveal(), enrollment.device.deviceID.reveal(),
                enrollment.device.pushID.reveal(), enrollment.nextPushID?.reveal(), enrollment.pathSet.rawValue,
                enrollment.createdAt.milliseconds, enrollment.skew.wholeMilliseconds,
            ]
        )
    }

    package func rename(_ id: String, to name: String?) throws {
        try db.run("UPDATE enrollment SET name = ? WHERE id = ?", [name, id])
    }

    package func setSkew(_ skew: Duration, of id: String) throws {
        try db.run("UPDATE enrollment SET skew = ? WHERE id = ?", [skew.wholeMilliseconds, id])
    }

    /// Stores which push id is in force, and which may be.
    package func setPushIDs(_ pushID: Secret<String>, next: Secret<String>?, of id: String) throws {
        try db.run(
            "UPDATE enrollment SET push_id = ?, next_push_id = ? WHERE id = ?", [pushID.reveal(), next?.reveal(), id])
    }

    package func deleteEnrollment(_ id: String) throws {
        try db.run(
            "DELETE FROM enrollment WHERE id = ?",
            [id])
    }

    /// Keeps what this device calls itself from now on; it is set once.
    package func insert(deviceID: Secret<String>) throws {
        try db.run(
            "INSERT INTO device (number, device_id) VALUES (1, ?)",
            [deviceID.reveal()])
    }
}
