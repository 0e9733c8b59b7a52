import FoundationEssentials
package import PushExchange
import SQLite

/// The database: enrollments, exchanges, and an event for each change of an exchange.
///
/// One connection writes and two read, so that reading never waits for a sync (SQLite's WAL mode). One reader is for
/// lists and has its own thread. The other is for single rows and uses the thread of the caller.
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
    ///   - onDamage: called each time that damage is found later. What is read from then on may be wrong, so the
    ///     database should be closed.
    ///   - describe: makes the document of an exchange. It is stored with each change, and sent to the followers of the
    ///     events. It must not contain secrets.
    /// - Throws: ``PushStoreError`` if the file can't be used. A damaged file, and one of a newer release, are not
    ///   changed.
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
    /// - Throws: what `body` throws, and the transaction is rolled back; or ``PushStoreError``.
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

    /// SQLite continues to write to a file that was deleted, and everything that was committed would be lost when the
    /// process ends.
    private func checkThatFilesAreInPlace() throws {
        let isInPlace = [path, path + "-wal"].allSatisfy(FileManager.default.fileExists(atPath:))
        guard !isInPlace else { return }
        throw SQLiteError(.corrupt, message: "it, or its log, was removed while in use")
    }

    /// Reads the last commit, on the thread of the reader.
    /// - Throws: what `body` throws, or ``PushStoreError``.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> Value) async throws -> Value {
        try await mapErrors {
            try await reader.run { db in try db.read { try body(Snapshot(db: db)) } }
        }
    }

    /// Reads the last commit on the calling thread. It is for single rows, which take 10 to 20 µs: switching to another
    /// thread and back would take longer. It never waits for a sync, or for a list that is being read.
    ///
    /// Each statement of `body` reads the last commit at its own time. A transaction around them would cost two more
    /// statements.
    /// - Throws: what `body` throws, or ``PushStoreError``.
    package func readNow<Value: Sendable>(_ body: (Snapshot) throws -> Value) throws -> Value {
        do {
            return try rowReader.runNow { db in try body(Snapshot(db: db)) }
        } catch let error as SQLiteError {
            throw told(error)
        }
    }

    /// Checks the database as thoroughly as SQLite can (`PRAGMA integrity_check`), which takes as long as reading all
    /// of it.
    /// - Throws: ``PushStoreError/damaged(path:detail:)``, after calling `onDamage`; or another ``PushStoreError`` if
    ///   it can't be read.
    package func check() async throws {
        try await mapErrors {
            let finding = try await reader.run { db in try db.value("PRAGMA integrity_check(1)", as: String.self) }
            guard let finding, finding != "ok" else { return }
            throw SQLiteError(.corrupt, message: finding)
        }
    }

    /// Moves the log into the database and closes it. Reading and writing fail afterwards.
    package func close() {
        rowReader.close()
        reader.close()
        // SQLite moves the log when the last connection is closed, and that one must be able to write.
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
