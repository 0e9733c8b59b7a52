import Dispatch
import FoundationEssentials
import GRDB

extension PushStore {
    /// How long one program waits for another that holds the database: a backup, or someone with the sqlite3 shell.
    private static let busyTimeout = 5.0

    private static func configuration(_ role: String) -> Configuration {
        var configuration = Configuration()
        configuration.label = "smartpush.store.\(role)"
        configuration.busyMode = .timeout(busyTimeout)
        // A queue of its own without a quality of service: one that names it runs on a pool which, once started, wakes
        // the process every second.
        configuration.targetQueue = DispatchQueue(label: "smartpush.store.\(role)")
        configuration.prepareDatabase { db in
            // A small cache: the rows in use at any time are few, and the rest is the kernel's to cache.
            try db.execute(sql: "PRAGMA cache_size = -512")
        }
        return configuration
    }

    static func openWriter(_ path: String) throws -> DatabaseQueue {
        var configuration = configuration("writer")
        configuration.journalMode = .wal
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        // GRDB sets synchronous=NORMAL in WAL mode, in which a commit is not synced. An answer given after a commit
        // promises that it survives a power cut, so it has to be.
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return queue
    }

    static func openReader(_ path: String) throws -> DatabaseQueue {
        var configuration = configuration("reader")
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Opens a database that is there already, and sees that it is one for this program. By the connection that can't
    /// write: one that can would change the file, and its log, by no more than being closed.
    /// - Returns: the reader; `nil` where there is nothing to read yet.
    static func openExisting(_ path: String) throws -> DatabaseQueue? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let isFolder = attributes?[.type] as? FileAttributeType == .typeDirectory
        guard attributes?[.size] as? UInt ?? 0 > 0, !isFolder else {
            try DamagedDatabase.checkThatNoLogIsLeft(path)
            return nil
        }
        let reader = try openReader(path)
        try refuseNewerSchema(reader, path: path)
        try DamagedDatabase.check(reader, path: path)
        return reader
    }

    /// A newer release may keep things in ways that this one would damage.
    private static func refuseNewerSchema(_ queue: DatabaseQueue, path: String) throws {
        let superseded = try queue.read { db in try Schema.migrator.hasBeenSuperseded(db) }
        guard !superseded else { throw PushStoreError.newerSchema(path: path) }
    }
}
