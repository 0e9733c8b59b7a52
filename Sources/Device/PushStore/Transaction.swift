package import PushExchange
import SQLite

/// Changes the database; valid only inside ``PushStore/write(_:)``.
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

    /// Whether it has written anything. The commit of a transaction that has not shows nothing about the disk.
    package var hasWritten: Bool { db.totalChanges > changesBefore }

    /// Reads what this transaction has written so far.
    package var now: Snapshot { Snapshot(db: db) }

    /// Adds an exchange and its event.
    /// - Returns: the event, for the followers.
    package func insert(_ exchange: Exchange) throws -> Snapshot.RecordedEvent {
        try db.run(ExchangeRow.insert, ExchangeRow.insertArguments(exchange))
        return try record(exchange)
    }

    /// Replaces an exchange and adds its event.
    /// - Returns: the event, for the followers.
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

    /// Removes ended exchanges, with their events: those beyond the newest `count`, and those that ended before `time`.
    /// - Returns: how many were removed.
    package func prune(keeping count: Int, endedSince time: Timestamp) throws -> Int {
        // The condition lists the states to remove, not those to keep, so that the index is used and no open row is
        // read.
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

    /// Writes a row and removes it, to find out whether the disk can be written: SQLite only writes pages that changed.
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
