import GRDB
package import PushExchange

/// What can be changed in the database; valid only inside ``PushStore/write(_:)``.
package struct Transaction {
    let db: Database
    /// The database's file.
    let path: String
    let describe: @Sendable (Exchange) throws -> String
    private let changesBefore: Int

    init(db: Database, path: String, describe: @escaping @Sendable (Exchange) throws -> String) {
        self.path = path
        self.db = db
        self.describe = describe
        changesBefore = db.totalChangesCount
    }

    /// Whether it has written anything: to commit one that has not says nothing of the disk.
    package var hasWritten: Bool { db.totalChangesCount > changesBefore }

    /// Reads what this transaction has written so far.
    package var now: Snapshot { Snapshot(db: db) }

    /// Adds an exchange, and tells of it.
    /// - Returns: the event that tells of it.
    package func insert(_ exchange: Exchange) throws -> Snapshot.RecordedEvent {
        try db.cachedStatement(sql: ExchangeRow.insert).execute(arguments: ExchangeRow.insertArguments(exchange))
        return try record(exchange)
    }

    /// Replaces an exchange, and tells of it.
    /// - Returns: the event that tells of it.
    package func update(_ exchange: Exchange) throws -> Snapshot.RecordedEvent {
        try db.cachedStatement(sql: ExchangeRow.update).execute(arguments: ExchangeRow.updateArguments(exchange))
        return try record(exchange)
    }

    private func record(_ exchange: Exchange) throws -> Snapshot.RecordedEvent {
        let document = try describe(exchange)
        try db.cachedStatement(sql: "INSERT INTO event (exchange, document) VALUES (?, ?)")
            .execute(arguments: [exchange.id, document])
        return Snapshot.RecordedEvent(number: db.lastInsertedRowID, document: document)
    }

    // MARK: History

    /// Forgets ended exchanges, with their events, beyond the newest `count` and those that ended before `time`.
    /// - Returns: how many were forgotten.
    package func prune(keeping count: Int, endedSince time: Timestamp) throws -> Int {
        let ended = "state NOT IN (\(Snapshot.openStates))"
        try db.execute(
            sql: """
                DELETE FROM exchange WHERE \(ended) AND (
                    updated_at < ? OR number <= (
                        SELECT number FROM exchange WHERE \(ended) ORDER BY number DESC LIMIT 1 OFFSET ?
                    )
                )
                """,
            arguments: [time.milliseconds, count]
        )
        return db.changesCount
    }

    /// Writes a row and takes it back, which shows whether anything can be written: SQLite writes no page that has not
    /// changed. The table is one that every database has, and nobody else sees the row.
    package func writeForTrial() throws {
        try db.execute(
            sql: """
                INSERT INTO grdb_migrations (identifier) VALUES ('trial');
                DELETE FROM grdb_migrations WHERE identifier = 'trial'
                """)
    }
}
