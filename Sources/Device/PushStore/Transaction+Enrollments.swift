package import PushExchange
import SQLite

extension Transaction {
    /// Adds an enrollment.
    /// - Throws: ``SQLiteError`` if there is one for the same tenant and user.
    package func insert(_ enrollment: Enrollment) throws {
        try db.run(
            """
            INSERT INTO enrollment (id, name, base_url, tenant_key, tenant_name, sub, client_id, device_id, push_id,
                next_push_id, path_set, created_at, skew, account, device_name, last_push_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                enrollment.id, enrollment.name, enrollment.baseURL, enrollment.tenantKey, enrollment.tenantName,
                enrollment.sub, enrollment.device.clientID.reveal(), enrollment.device.deviceID.reveal(),
                enrollment.device.pushID.reveal(), enrollment.nextPushID?.reveal(), enrollment.paths.rawValue,
                enrollment.createdAt.milliseconds, enrollment.skew.wholeMilliseconds, enrollment.account,
                enrollment.deviceName, enrollment.lastPushAt?.milliseconds,
            ]
        )
    }

    /// Gives an enrollment another name, or none; does nothing if there is no such enrollment.
    package func rename(_ id: String, to name: String?) throws {
        try db.run("UPDATE enrollment SET name = ? WHERE id = ?", [name, id])
    }

    /// Stores which paths to use at the server of an enrollment.
    package func setPaths(_ paths: PathPolicy, of id: String) throws {
        try db.run("UPDATE enrollment SET path_set = ? WHERE id = ?", [paths.rawValue, id])
    }

    /// Stores whose account an enrollment is for, after the server has told it.
    package func setAccount(of enrollment: Enrollment) throws {
        try db.run(
            "UPDATE enrollment SET tenant_key = ?, tenant_name = ?, sub = ?, account = ? WHERE id = ?",
            [enrollment.tenantKey, enrollment.tenantName, enrollment.sub, enrollment.account, enrollment.id])
    }

    /// Stores how far the clock of an enrollment's server is ahead of ours, in whole milliseconds.
    package func setSkew(_ skew: Duration, of id: String) throws {
        try db.run("UPDATE enrollment SET skew = ? WHERE id = ?", [skew.wholeMilliseconds, id])
    }

    /// Stores when a push last came through the inbox.
    package func setLastPush(_ time: Timestamp, of id: String) throws {
        try db.run("UPDATE enrollment SET last_push_at = ? WHERE id = ?", [time.milliseconds, id])
    }

    /// Stores which push id is in force, and which one may be in force instead (`next`).
    package func setPushIDs(_ pushID: Secret<String>, next: Secret<String>?, of id: String) throws {
        try db.run(
            "UPDATE enrollment SET push_id = ?, next_push_id = ? WHERE id = ?", [pushID.reveal(), next?.reveal(), id])
    }

    /// Removes an enrollment; its exchanges stay.
    package func deleteEnrollment(_ id: String) throws {
        try db.run(
            "DELETE FROM enrollment WHERE id = ?",
            [id])
    }

    /// Stores the device id that this device uses from now on. It can be stored only once.
    package func insert(deviceID: Secret<String>) throws {
        try db.run(
            "INSERT INTO device (number, device_id) VALUES (1, ?)",
            [deviceID.reveal()])
    }
}
