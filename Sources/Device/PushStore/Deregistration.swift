package import PushExchange
import SQLite

/// A request to unenroll a device that was removed here. It is stored until its server answers.
///
/// Its table is called `farewell`, see ``Schema``.
package struct Deregistration: Sendable, Equatable {
    /// The key of its row; it increases.
    package var number: Int64
    /// The id that the enrollment had here; a UUID.
    package var enrollment: String
    /// The server, without a slash at its end.
    package var baseURL: String
    /// The tenant of the enrollment.
    package var tenantKey: String
    /// The user of the enrollment.
    package var sub: String
    /// The ids of the device, with a push id that may be in force at the server.
    package var device: DeviceCredentials
    /// Which paths to use at the server.
    package var paths: PathPolicy
    /// When the user removed the enrollment, by our wall clock.
    package var givenUpAt: Timestamp

    /// Whether it is for this device, so that sending it would end an enrollment of the device. A user that is `nil` is
    /// not known yet, and can be any.
    package func concerns(baseURL: String, sub: String?, deviceID: Secret<String>) -> Bool {
        self.baseURL == baseURL && (sub == nil || self.sub == sub) && device.deviceID == deviceID
    }
}

extension Snapshot {
    /// All stored deregistrations, the oldest first.
    package func deregistrations() throws -> [Deregistration] {
        try db.rows("SELECT * FROM farewell ORDER BY number") { row in
            Deregistration(
                number: try row.get("number"), enrollment: try row.get("enrollment"), baseURL: try row.get("base_url"),
                tenantKey: try row.get("tenant_key"), sub: try row.get("sub"),
                device: DeviceCredentials(
                    clientID: Secret(try row.get("client_id")), deviceID: Secret(try row.get("device_id")),
                    pushID: Secret(try row.get("push_id"))
                ),
                paths: PathPolicy(rawValue: try row.get("path_set")) ?? .auto,
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
                    enrollment.paths.rawValue, now.milliseconds,
                ]
            )
        }
    }

    /// Removes the deregistration with this ``Deregistration/number``; does nothing if there is none.
    package func deleteDeregistration(_ number: Int64) throws {
        try db.run("DELETE FROM farewell WHERE number = ?", [number])
    }

    /// Removes the deregistrations from before `time`, and all but the newest `count`.
    /// - Returns: how many were removed.
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
