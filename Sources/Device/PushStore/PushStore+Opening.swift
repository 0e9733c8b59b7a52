import FoundationEssentials
import SQLite

extension PushStore {
    /// How long to wait for another program that locks the database: a backup, or the sqlite3 shell.
    private static let busyTimeout = Duration.seconds(5)

    static func openWriter(_ path: String) throws -> Connection {
        let connection = try Connection(path, .readWrite, busyTimeout: busyTimeout)
        let mode = try connection.value("PRAGMA journal_mode = WAL", as: String.self)
        // SQLite answers with another mode, and no error, if WAL is not possible, as on a file system without shared
        // memory.
        guard mode == "wal" else { throw SQLiteError(.ioError, message: "it can't have a write-ahead log there") }
        // In WAL mode, NORMAL does not sync commits (sqlite.org/pragma.html#pragma_synchronous). An answer after a
        // commit promises that the change survives a power cut, so FULL is needed.
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.execute("PRAGMA foreign_keys = ON")
        // What a savepoint needs to be rolled back goes to a temporary file beyond 64 KiB, unless it is told to stay in
        // memory. A batch of pushes needs more.
        try connection.execute("PRAGMA temp_store = MEMORY")
        return connection
    }

    /// A reader. One that does not wait for a lock may be used on the event loop.
    static func openReader(_ path: String, waits: Bool = true) throws -> Connection {
        let connection = try Connection(path, .readOnly, busyTimeout: waits ? busyTimeout : .zero)
        try limitCache(of: connection)
        return connection
    }

    /// A negative size is in KiB. A reader uses few rows at any time, and the kernel caches the rest.
    private static func limitCache(of connection: Connection) throws {
        try connection.execute("PRAGMA cache_size = -512")
    }

    /// Checks that an existing database is one for this program. It opens the database for reading only: closing a
    /// connection that can write would change the file and its log.
    static func checkExisting(_ path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let isFolder = attributes?[.type] as? FileAttributeType == .typeDirectory
        guard attributes?[.size] as? UInt ?? 0 > 0, !isFolder else {
            return try DamagedDatabase.checkThatNoLogIsLeft(path)
        }
        let reader = try openReader(path)
        guard try Schema.isKnown(of: reader) else { throw PushStoreError.newerSchema(path: path) }
        try DamagedDatabase.check(reader, path: path)
    }
}
