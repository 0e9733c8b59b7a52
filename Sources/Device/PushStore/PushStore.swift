import FoundationEssentials
import GRDB
package import PushExchange

/// The database: enrollments, exchanges, and the events that tell of each change.
///
/// One connection writes and one reads, so that a listing never waits for a sync (SQLite's WAL mode). Both are serial
/// queues of their own: a pool of readers would wake the process once a second (see the decisions in the documentation).
package final class PushStore: Sendable {
    package let path: String
    private let writer: DatabaseQueue
    private let reader: DatabaseQueue
    private let describe: @Sendable (Exchange) throws -> String
    private let onDamage: @Sendable (PushStoreError) -> Void

    /// Opens the database, and brings its schema up to date.
    /// - Parameters:
    ///   - path: the file; it is made, readable for its owner only, where there is none. Its folder must exist.
    ///   - onDamage: hears of damage that is found later, whenever it is come across. What is read from then on may be
    ///     wrong, so the database should be closed.
    ///   - describe: what is kept, and told to those who follow the events, of an exchange at each change. It must hold
    ///     nothing secret.
    /// - Throws: ``PushStoreError`` where the file can't be used. A damaged file, and one of a newer release, are left as
    ///   they are.
    package init(
        path: String, onDamage: @escaping @Sendable (PushStoreError) -> Void = { _ in },
        describe: @escaping @Sendable (Exchange) throws -> String
    ) throws {
        self.path = path
        self.onDamage = onDamage
        self.describe = describe
        do {
            let existing = try Self.openExisting(path)
            writer = try Self.openWriter(path)
            try Schema.migrator.migrate(writer)
            reader = try existing ?? Self.openReader(path)
        } catch let error as DatabaseError {
            throw PushStoreError(error, path: path)
        }
    }

    /// Runs `body` in one transaction, which is on the disk when this returns.
    /// - Throws: what `body` throws, then nothing of it is kept; or ``PushStoreError``.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let (path, describe) = (path, describe)
        return try await mapErrors {
            let value = try await writer.write { db in try body(Transaction(db: db, path: path, describe: describe)) }
            try seeThatItIsInPlace()
            return value
        }
    }

    /// SQLite goes on to write to a file that was removed, and whatever it promised would be gone with the process.
    private func seeThatItIsInPlace() throws {
        let isInPlace = [path, path + "-wal"].allSatisfy(FileManager.default.fileExists(atPath:))
        guard !isInPlace else { return }
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "it, or its log, was removed while in use")
    }

    /// Reads from the last commit, on a connection of its own.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> Value) async throws -> Value {
        try await mapErrors {
            try await reader.read { db in try body(Snapshot(db: db)) }
        }
    }

    /// Looks through the database as thoroughly as SQLite can, which takes as long as reading it.
    /// - Throws: ``PushStoreError/damaged(path:detail:)``, which is damage come across as any other; or why it can't be read.
    package func check() async throws {
        try await mapErrors {
            let finding = try await reader.read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") }
            guard let finding, finding != "ok" else { return }
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: finding)
        }
    }

    /// Moves the log into the database and closes it. Nothing can be read or written afterwards.
    package func close() throws {
        try reader.close()
        try writer.close()
    }

    private func mapErrors<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError {
            let error = PushStoreError(error, path: path)
            if case .damaged = error { onDamage(error) }
            throw error
        }
    }
}
