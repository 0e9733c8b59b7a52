package import PushExchange
import SQLite

/// A request to unenroll a device that was removed here, and that its server has not yet answered.
///
/// Its table is called `farewell`.
package struct Deregistration: Sendable, Equatable {
    /// The key of its row.
    package var number: Int64
    /// The id that the enrollment had here.
    package var enrollment: String
    package var baseURL: String
    package var tenantKey: String
    package var sub: String
    package var device: DeviceCredentials
    package var pathSet: PathSet
    package var givenUpAt: Timestamp

    /// Whether it is about this device, so that sending it would end an enrollment of the device.
    package func concerns(baseURL: String, sub: String, deviceID: Secret<String>) -> Bool {
        self.baseURL == baseURL && self.sub == sub && device.deviceID == deviceID
    }
}

extension Snapshot {
    /// All that are stored, the oldest first.
    package func deregistrations() throws -> [Deregistration] {
        try db.rows("SELECT * FROM farewell ORDER BY number") { row in
            Deregistration(
                number: try row.get("number"), enrollment: try row.get("enrollment"), baseURL: try row.get("base_url"),
                tenantKey: try row.get("tenant_key"), sub: try row.get("sub"),
                device: DeviceCredentials(
                    clientID: Secret(try row.get("client_id")), deviceID: Secret(try row.get("device_id")),
                    pushID: Secret(try row.get("push_id"))
                ),
                pathSet: PathSet(rawValue: try row.get("path_set")) ?? .guide,
                givenUpAt: Timestamp(milliseconds: try row.get("given_up_at"))
            )
        }
    }
}

extension Transaction {
    /// Adds the requests that end an enrollment at its server: one for each push id that may be in force there.
    package func insertDeregistrations(of enrollment: Enrollment, at now: Timestamp) throws {
        for pushID in [enrollment.device.pushID, enrollment.nextPushID].compactMap(\.self) {
            try db.run(
                """
                INSERT INTO farewell (enrollment, base_url, tenant_key, sub, client_id, device_id, push_id, path_set,
                    given_up_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    enrollment.id, enrollment.baseURL, enrollment.tenantKey, enrollment.sub,
                    enrollment.device.clientID.reveal(), enrollment.device.deviceID.reveal(), pushID.reveal(),
                    enrollment.pathSet.rawValue, now.milliseconds,
                ]
            )
        }
    }

    /// Removes one by its ``Deregistration/number``; nothing happens if there is none.
    package func deleteDeregistration(_ number: Int64) throws {
        try db.run("DELETE FROM farewell WHERE number = ?", [number])
    }

    /// Forgets what was given up before `time`, and all but the newest `count`.
    /// - Returns: how many were forgotten.
    package func pruneDeregistrations(keeping count: Int, givenUpSince time: Timestamp) throws -> Int {
        try db.run(
            """
            DELETE FROM farewell WHERE given_up_at < ?
                OR number <= (SELECT number FROM farewell ORDER BY number DESC LIMIT 1 OFFSET ?)
            """,
            [time.milliseconds, count]
        )
        return db.changes
    }
}
