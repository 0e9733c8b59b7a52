import GRDB

extension PushStore {
    /// How long one program waits for another that holds the database: a backup, or someone with the sqlite3 shell.
    private static let busyTimeout = 5.0

    static func openWriter(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "smartpush.store.writer"
        configuration.busyMode = .timeout(busyTimeout)
        configuration.journalMode = .wal
        configuration.prepareDatabase { db in
            // A small cache: the rows in use at any time are few, and the rest is the kernel's to cache.
            try db.execute(sql: "PRAGMA cache_size = -512")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        // GRDB sets synchronous=NORMAL in WAL mode, in which a commit is not synced. An answer given after a commit
        // promises that it survives a power cut, so it has to be.
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return queue
    }

    static func openReader(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "smartpush.store.reader"
        configuration.busyMode = .timeout(busyTimeout)
        configuration.readonly = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -512")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// A newer release may keep things in ways that this one would damage.
    static func refuseNewerSchema(_ queue: DatabaseQueue, path: String) throws {
        let superseded = try queue.read { db in try Schema.migrator.hasBeenSuperseded(db) }
        guard !superseded else { throw PushStoreError.newerSchema(path: path) }
    }
}
