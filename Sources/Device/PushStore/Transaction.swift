package import PushExchange
import SQLite

/// What can be changed in the database; valid only inside ``PushStore/write(_:)``.
package struct Transaction {
    let db: Connection
    /// The database's file.
    let path: String
    let describe: @Sendable (Exchange) throws -> String
    private let changesBefore: Int

    init(db: Connection, path: String, describe: @escaping @Sendable (Exchange) throws -> String) {
        self.path = path
        self.db = db
        self.describe = describe
        changesBefore = db.totalChanges
    }

    /// Whether it has written anything: to commit one that has not says nothing of the disk.
    package var hasWritten: Bool { db.totalChanges > changesBefore }

    /// Reads what this transaction has written so far.
    package var now: Snapshot { Snapshot(db: db) }

    /// Adds an exchange, and tells of it.
    /// - Returns: the event that tells of it.
    package func insert(_ exchange: Exchange) throws -> Snapshot.RecordedEvent {
        try db.run(ExchangeRow.insert, ExchangeRow.insertArguments(exchange))
        return try record(exchange)
    }

    /// Replaces an exchange, and tells of it.
    /// - Returns: the event that tells of it.
    package func update(_ exchange: Exchange) throws -> Snapshot.RecordedEvent {
        try db.run(ExchangeRow.update, ExchangeRow.updateArguments(exchange))
        return try record(exchange)
    }

    private func record(_ exchange: Exchange) throws -> Snapshot.RecordedEvent {
        let document = try describe(exchange)
        try db.run("INSERT INTO event (exchange, document) VALUES (?, ?)", [exchange.id, document])
        return Snapshot.RecordedEvent(number: db.lastInsertedRowID, document: document)
    }

    // MARK: History

    /// Forgets ended exchanges, with their events, beyond the newest `count` and those that ended before `time`.
    /// - Returns: how many were forgotten.
    package func prune(keeping count: Int, endedSince time: Timestamp) throws -> Int {
        // The states that it looks for, not those that it leaves out: so the index is used, and no open row is read.
        let ended = "state IN (\(Snapshot.endedStates))"
        try db.run(
            """
            DELETE FROM exchange WHERE \(ended) AND (
                updated_at < ? OR number <= (
                    SELECT number FROM exchange WHERE \(ended) ORDER BY number DESC LIMIT 1 OFFSET ?
                )
            )
            """,
            [time.milliseconds, count]
        )
        return db.changes
    }

    /// Writes a row and removes it, which shows whether anything can be written: SQLite writes only pages that have changed.
    /// Nobody else sees the row.
    package func writeForTrial() throws {
        try db.run(
            """
            INSERT INTO farewell (number, enrollment, base_url, tenant_key, sub, client_id, device_id, push_id, path_set,
                given_up_at) VALUES (-1, '', '', '', '', '', '', '', '', 0)
            """)
        try db.run("DELETE FROM farewell WHERE number = -1")
    }
}
