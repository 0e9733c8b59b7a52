import FoundationEssentials
import GRDB
package import PushExchange

extension Snapshot {
    package func scan(_ id: String) throws -> EnrollmentScan? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM scan WHERE id = ?"), arguments: [id]).map(Self.scan)
    }

    /// The open scan of a link.
    package func scan(of link: EnrollmentLink) throws -> EnrollmentScan? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM scan WHERE base_url = ? AND link_exchange_id = ?")
        return try Row.fetchOne(statement, arguments: [link.baseURL, link.exchangeID.reveal()]).map(Self.scan)
    }

    /// All that are still open, oldest first.
    package func openScans() throws -> [EnrollmentScan] {
        try Row.fetchAll(db, sql: "SELECT * FROM scan WHERE state IN (\(Self.openScanStates)) ORDER BY created_at, id")
            .map(Self.scan)
    }

    /// The ids that begin with `prefix`, at most two.
    package func scanIDs(beginningWith prefix: String) throws -> [String] {
        try String.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM scan WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"),
            arguments: [prefix, prefix + "\u{7F}"]
        )
    }

    private static func scan(from row: Row) throws -> EnrollmentScan {
        guard let state = EnrollmentScan.State(rawValue: row["state"]) else {
            throw ExchangeRow.UnknownValue(column: "state")
        }
        return EnrollmentScan(
            id: row["id"], name: row["name"], baseURL: row["base_url"], tenantKey: row["tenant_key"],
            tenantName: row["tenant_name"], sub: row["sub"], pathSet: PathSet(rawValue: row["path_set"]) ?? .guide,
            device: device(from: row), linkID: secret(row["link_exchange_id"]),
            currentID: secret(row["current_exchange_id"]), choices: try choices(row["choices"]),
            number: secret(row["passcode"]), state: state, isInDoubt: row["in_doubt"],
            failure: (row["failure_code"] as String?).map {
                Failure(code: $0, record: row["failure_detail"], subject: .enrollment)
            },
            createdAt: Timestamp(milliseconds: row["created_at"]),
            updatedAt: Timestamp(milliseconds: row["updated_at"]),
            expiresAt: Timestamp(milliseconds: row["expires_at"])
        )
    }

    private static func device(from row: Row) -> DeviceCredentials? {
        guard let clientID = row["client_id"] as String?, let deviceID = row["device_id"] as String?,
            let pushID = row["push_id"] as String?
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
    /// Adds a scan, or replaces it as it was.
    package func put(_ scan: EnrollmentScan) throws {
        let choices = try scan.choices.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO scan (id, name, base_url, tenant_key, tenant_name, sub, path_set, client_id,
                    device_id, push_id, link_exchange_id, current_exchange_id, choices, passcode, state, in_doubt,
                    failure_code, failure_detail, created_at, updated_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                scan.id, scan.name, scan.baseURL, scan.tenantKey, scan.tenantName, scan.sub, scan.pathSet.rawValue,
                scan.device?.clientID.reveal(), scan.device?.deviceID.reveal(), scan.device?.pushID.reveal(),
                scan.linkID?.reveal(), scan.currentID?.reveal(), choices, scan.number?.reveal(), scan.state.rawValue,
                scan.isInDoubt, scan.failure?.code, scan.failure?.record, scan.createdAt.milliseconds,
                scan.updatedAt.milliseconds, scan.expiresAt.milliseconds,
            ]
        )
    }

    package func deleteScan(_ id: String) throws {
        try db.execute(sql: "DELETE FROM scan WHERE id = ?", arguments: [id])
    }

    /// Forgets ended scans but the newest `count`.
    package func pruneScans(keeping count: Int) throws {
        let ended = "state NOT IN (\(Snapshot.openScanStates))"
        try db.execute(
            sql: """
                DELETE FROM scan WHERE \(ended) AND id NOT IN (
                    SELECT id FROM scan WHERE \(ended) ORDER BY updated_at DESC LIMIT ?
                )
                """,
            arguments: [count]
        )
    }
}
