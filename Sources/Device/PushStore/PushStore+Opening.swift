import FoundationEssentials
import SQLite

extension PushStore {
    /// How long one program waits for another that holds the database: a backup, or someone with the sqlite3 shell.
    private static let busyTimeout = Duration.seconds(5)

    static func openWriter(_ path: String) throws -> Connection {
        let connection = try Connection(path, .readWrite, busyTimeout: busyTimeout)
        let mode = try connection.value("PRAGMA journal_mode = WAL", as: String.self)
        // SQLite answers with another mode, and no error, where it can't: on a file system without shared memory.
        guard mode == "wal" else { throw SQLiteError(.ioError, message: "it can't have a write-ahead log there") }
        // In WAL mode NORMAL does not sync a commit. An answer that is given after a commit promises that it survives a power
        // cut, so it has to be FULL.
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.execute("PRAGMA foreign_keys = ON")
        try setCache(of: connection)
        return connection
    }

    /// One that does not wait for a lock may be used on the event loop.
    static func openReader(_ path: String, waits: Bool = true) throws -> Connection {
        let connection = try Connection(path, .readOnly, busyTimeout: waits ? busyTimeout : .zero)
        try setCache(of: connection)
        return connection
    }

    /// In KiB. The rows in use at any time are few, and the kernel caches the rest.
    private static func setCache(of connection: Connection) throws {
        try connection.execute("PRAGMA cache_size = -512")
    }

    /// Checks that a database that exists is one for this program. The connection can only read: one that can write would
    /// change the file and its log by being closed.
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
