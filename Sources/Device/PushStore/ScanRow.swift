import FoundationEssentials
package import PushExchange
import SQLite

extension Snapshot {
    /// The scan with an id; `nil` if there is none.
    package func scan(_ id: String) throws -> EnrollmentScan? {
        try db.first("SELECT * FROM scan WHERE id = ?", [id], Self.scan(from:))
    }

    /// The open scan of a link; `nil` if there is none. An ended scan does not have the id of its link any more.
    package func scan(of link: EnrollmentLink, at baseURL: String) throws -> EnrollmentScan? {
        try db.first(
            "SELECT * FROM scan WHERE base_url = ? AND link_exchange_id = ?",
            [baseURL, link.exchangeID.reveal()], Self.scan(from:))
    }

    /// The open scans, the oldest first.
    package func openScans() throws -> [EnrollmentScan] {
        try db.rows(
            "SELECT * FROM scan WHERE state IN (\(Self.openScanStates)) ORDER BY created_at, id", [], Self.scan(from:))
    }

    /// The ids that begin with `prefix`, at most two: enough to tell whether it is ambiguous.
    package func scanIDs(beginningWith prefix: String) throws -> [String] {
        try db.rows(
            "SELECT id FROM scan WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", [prefix, prefix + "\u{7F}"]
        ) { try $0.get(0) }
    }

    private static func scan(from row: Row) throws -> EnrollmentScan {
        guard let state = EnrollmentScan.State(rawValue: try row.get("state")) else {
            throw ExchangeRow.UnknownValue(column: "state")
        }
        return EnrollmentScan(
            id: try row.get("id"), name: try row.get("name"), baseURL: try row.get("base_url"),
            tenantKey: nonEmpty(try row.get("tenant_key")), tenantName: try row.get("tenant_name"),
            sub: nonEmpty(try row.get("sub")), account: try row.get("account"),
            deviceName: try row.get("device_name"), paths: PathPolicy(rawValue: try row.get("path_set")) ?? .auto,
            device: try device(from: row), linkID: secret(try row.get("link_exchange_id")),
            currentID: secret(try row.get("current_exchange_id")), choices: try choices(try row.get("choices")),
            number: secret(try row.get("passcode")), state: state, isInDoubt: try row.get("in_doubt"),
            failure: try row.get("failure_code", as: String?.self).map {
                Failure(code: $0, record: try row.get("failure_detail"), subject: .enrollment)
            },
            createdAt: Timestamp(milliseconds: try row.get("created_at")),
            updatedAt: Timestamp(milliseconds: try row.get("updated_at")),
            expiresAt: Timestamp(milliseconds: try row.get("expires_at"))
        )
    }

    private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func device(from row: Row) throws -> DeviceCredentials? {
        guard let clientID = try row.get("client_id", as: String?.self),
            let deviceID = try row.get("device_id", as: String?.self),
            let pushID = try row.get("push_id", as: String?.self)
        else { return nil }
        return DeviceCredentials(clientID: Secret(clientID), deviceID: Secret(deviceID), pushID: Secret(pushID))
    }

    private static func secret(_ value: String?) -> Secret<String>? {
        value.map { Secret($0) }
    }

    private static func choices(_ text: String?) throws -> [String]? {
        try text.map { try JSONDecoder().decode([String].self, from: Data($0.utf8)) }
    }
}

extension Transaction {
    /// Adds a scan, or replaces the one with the same id.
    package func put(_ scan: EnrollmentScan) throws {
        let choices = try scan.choices.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try db.run(
            """
            INSERT OR REPLACE INTO scan (id, name, base_url, tenant_key, tenant_name, sub, path_set, client_id,
                device_id, push_id, link_exchange_id, current_exchange_id, choices, passcode, state, in_doubt,
                failure_code, failure_detail, created_at, updated_at, expires_at, account, device_name)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                scan.id, scan.name, scan.baseURL, scan.tenantKey ?? "", scan.tenantName, scan.sub ?? "",
                scan.paths.rawValue,
                scan.device?.clientID.reveal(), scan.device?.deviceID.reveal(), scan.device?.pushID.reveal(),
                scan.linkID?.reveal(), scan.currentID?.reveal(), choices, scan.number?.reveal(), scan.state.rawValue,
                scan.isInDoubt, scan.failure?.code, scan.failure?.record, scan.createdAt.milliseconds,
                scan.updatedAt.milliseconds, scan.expiresAt.milliseconds, scan.account, scan.deviceName,
            ]
        )
    }

    /// Removes a scan; does nothing if there is none.
    package func deleteScan(_ id: String) throws {
        try db.run(
            "DELETE FROM scan WHERE id = ?",
            [id])
    }

    /// Removes the ended scans except the newest `count`.
    package func pruneScans(keeping count: Int) throws {
        let ended = "state NOT IN (\(Snapshot.openScanStates))"
        try db.run(
            """
            DELETE FROM scan WHERE \(ended) AND id NOT IN (
                SELECT id FROM scan WHERE \(ended) ORDER BY updated_at DESC LIMIT ?
            )
            """,
            [count]
        )
    }
}
