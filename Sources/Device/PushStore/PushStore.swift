import FoundationEssentials
package import PushExchange
import SQLite

/// The database: enrollments, exchanges, and the events that tell of each change.
///
/// One connection writes and two read, so that a reading never waits for a sync (SQLite's WAL mode): one for lists, on a
/// thread of its own, and one for single rows, on the thread of the caller.
package final class PushStore: Sendable {
    /// The database's file.
    package let path: String
    private let writer: SerialConnection
    private let reader: SerialConnection
    private let rowReader: SerialConnection
    private let describe: @Sendable (Exchange) throws -> String
    private let onDamage: @Sendable (PushStoreError) -> Void

    /// Opens the database, and brings its schema up to date.
    /// - Parameters:
    ///   - path: the file; it is created, readable for its owner only, if there is none. Its folder must exist.
    ///   - onDamage: called with damage that is found later, each time. What is read from then on may be wrong, so the
    ///     database should be closed.
    ///   - describe: the document of an exchange that is stored, and sent to the followers of the events, at each change. It
    ///     must hold nothing secret.
    /// - Throws: ``PushStoreError`` if the file can't be used. A damaged file, and one of a newer release, are left as they
    ///   are.
    package init(
        path: String, onDamage: @escaping @Sendable (PushStoreError) -> Void = { _ in },
        describe: @escaping @Sendable (Exchange) throws -> String
    ) throws {
        self.path = path
        self.onDamage = onDamage
        self.describe = describe
        do {
            try Self.checkExisting(path)
            writer = SerialConnection(try Self.openWriter(path), role: "writer")
            try writer.runNow(Schema.migrate)
            reader = SerialConnection(try Self.openReader(path), role: "reader")
            rowReader = SerialConnection(try Self.openReader(path, waits: false), role: "row")
        } catch let error as SQLiteError {
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
            let value = try await writer.run { db in
                try db.write { try body(Transaction(db: db, path: path, describe: describe)) }
            }
            try checkThatFilesAreInPlace()
            return value
        }
    }

    /// SQLite goes on writing to a file that was removed, and everything that it promised would be lost with the process.
    private func checkThatFilesAreInPlace() throws {
        let isInPlace = [path, path + "-wal"].allSatisfy(FileManager.default.fileExists(atPath:))
        guard !isInPlace else { return }
        throw SQLiteError(.corrupt, message: "it, or its log, was removed while in use")
    }

    /// Reads from the last commit, on a thread of its own.
    /// - Throws: what `body` throws, or ``PushStoreError``.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> Value) async throws -> Value {
        try await mapErrors {
            try await reader.run { db in try db.read { try body(Snapshot(db: db)) } }
        }
    }

    /// Reads from the last commit on the calling thread: for single rows, which take 10 to 20 µs. To hand that over to
    /// another thread and back would cost more. It never waits for a sync, nor for a list that is being read.
    ///
    /// Each statement of `body` sees the last commit of its own moment: there is no transaction around them, which would
    /// cost two more statements.
    /// - Throws: what `body` throws, or ``PushStoreError``.
    package func readNow<Value: Sendable>(_ body: (Snapshot) throws -> Value) throws -> Value {
        do {
            return try rowReader.runNow { db in try body(Snapshot(db: db)) }
        } catch let error as SQLiteError {
            throw told(error)
        }
    }

    /// Looks through the database as thoroughly as SQLite can, which takes as long as reading all of it.
    /// - Throws: ``PushStoreError/damaged(path:detail:)``, after `onDamage` was called; or why it can't be read.
    package func check() async throws {
        try await mapErrors {
            let finding = try await reader.run { db in try db.value("PRAGMA integrity_check(1)", as: String.self) }
            guard let finding, finding != "ok" else { return }
            throw SQLiteError(.corrupt, message: finding)
        }
    }

    /// Moves the log into the database and closes it. Nothing can be read or written afterwards.
    package func close() {
        rowReader.close()
        reader.close()
        // The last connection that is closed moves the log, and only one that can write can.
        writer.close()
    }

    private func mapErrors<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as SQLiteError {
            throw told(error)
        }
    }

    private func told(_ error: SQLiteError) -> PushStoreError {
        let error = PushStoreError(error, path: path)
        if case .damaged = error { onDamage(error) }
        return error
    }
}
