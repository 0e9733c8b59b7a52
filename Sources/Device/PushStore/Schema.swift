import SQLite

/// The schema of the database: one migration for each released version. Once it is released, a migration is never
/// changed.
enum Schema {
    static let migrations = [
        Migration(version: 1, sql: first), Migration(version: 2, sql: second), Migration(version: 3, sql: third),
    ]

    /// The schema version that this program writes.
    static let current = migrations.last?.version ?? 0

    /// Whether this program knows the schema of a database. It does not if a newer release changed it.
    static func isKnown(of connection: Connection) throws -> Bool {
        let versions = [try connection.schemaVersion(), try versionByGRDB(connection)]
        return versions.allSatisfy { $0 <= current }
    }

    /// Brings a database up to date, including one of release 0.1.0.
    static func migrate(_ connection: Connection) throws {
        let earlier = try versionByGRDB(connection)
        if try connection.schemaVersion() < earlier { try connection.setSchemaVersion(earlier) }
        try connection.migrate(migrations)
        // The record of release 0.1.0 is updated too: that release continues with a schema that it knows, and refuses a
        // later one.
        guard (1..<current).contains(earlier) else { return }
        try connection.write {
            for migration in migrations {
                try connection.run(
                    "INSERT OR IGNORE INTO grdb_migrations (identifier) VALUES (?)", ["\(migration.version)"])
            }
        }
    }

    /// The schema version by the table in which GRDB, which release 0.1.0 used, records the names of the applied
    /// migrations. It is 0 if there is no such table, and greater than ``current`` if a name is unknown.
    private static func versionByGRDB(_ connection: Connection) throws -> Int {
        let table = "SELECT count(*) FROM sqlite_schema WHERE name = 'grdb_migrations'"
        guard try connection.value(table, as: Int.self) == 1 else { return 0 }
        let names = try connection.rows("SELECT identifier FROM grdb_migrations") { try $0.get(0, as: String.self) }
        return names.map { Int($0) ?? .max }.max() ?? 0
    }

    // An exchange outlives its enrollment, as history, so it has no foreign key to the enrollment.
    // `pushed_exchange_id` identifies a repeated push, even after its exchange has ended.
    // `current_exchange_id` is the id for the next step; a pending list may contain it instead of the pushed one.
    private static let first = """
        CREATE TABLE enrollment (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT,
            base_url TEXT NOT NULL,
            tenant_key TEXT NOT NULL,
            tenant_name TEXT,
            sub TEXT NOT NULL,
            client_id TEXT NOT NULL,
            device_id TEXT NOT NULL,
            push_id TEXT NOT NULL,
            path_set TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            skew INTEGER NOT NULL DEFAULT 0,
            UNIQUE (tenant_key, sub)
        ) STRICT;

        CREATE TABLE exchange (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            enrollment TEXT NOT NULL,
            sub TEXT NOT NULL,
            tenant_key TEXT NOT NULL,
            tenant_name TEXT,
            verification_type TEXT NOT NULL,
            pushed_exchange_id TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            current_exchange_id TEXT,
            status_id TEXT,
            expires_at INTEGER NOT NULL,
            skew INTEGER NOT NULL,
            sign_in TEXT,
            choices TEXT,
            operation TEXT,
            attempt INTEGER,
            operation_since INTEGER,
            progress TEXT,
            in_doubt INTEGER,
            settle_by INTEGER,
            decision TEXT,
            reason TEXT,
            passcode TEXT,
            answered_by_pid INTEGER,
            answered_by_exe TEXT,
            ended_by TEXT,
            failure_code TEXT,
            failure_detail TEXT,
            updated_at INTEGER NOT NULL,
            UNIQUE (enrollment, pushed_exchange_id)
        ) STRICT;

        CREATE INDEX exchange_by_state ON exchange (state, number);
        CREATE INDEX exchange_by_current_id ON exchange (enrollment, current_exchange_id)
            WHERE current_exchange_id IS NOT NULL;

        CREATE TABLE event (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            exchange TEXT NOT NULL REFERENCES exchange (id) ON DELETE CASCADE,
            document TEXT NOT NULL
        ) STRICT;

        CREATE INDEX event_by_exchange ON event (exchange);
        """

    // A row of `farewell` is a deregistration (``Deregistration``): it was called farewell when the table was made. It
    // contains only what the request needs.
    // A scan that has ended has no secrets any more.
    private static let second = """
        CREATE TABLE device (
            number INTEGER PRIMARY KEY CHECK (number = 1),
            device_id TEXT NOT NULL
        ) STRICT;

        ALTER TABLE enrollment ADD COLUMN next_push_id TEXT;

        CREATE TABLE scan (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT,
            base_url TEXT NOT NULL,
            tenant_key TEXT NOT NULL,
            tenant_name TEXT,
            sub TEXT NOT NULL,
            path_set TEXT NOT NULL,
            client_id TEXT,
            device_id TEXT,
            push_id TEXT,
            link_exchange_id TEXT,
            current_exchange_id TEXT,
            choices TEXT,
            passcode TEXT,
            state TEXT NOT NULL,
            in_doubt INTEGER NOT NULL,
            failure_code TEXT,
            failure_detail TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE farewell (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            enrollment TEXT NOT NULL,
            base_url TEXT NOT NULL,
            tenant_key TEXT NOT NULL,
            sub TEXT NOT NULL,
            client_id TEXT NOT NULL,
            device_id TEXT NOT NULL,
            push_id TEXT NOT NULL,
            path_set TEXT NOT NULL,
            given_up_at INTEGER NOT NULL
        ) STRICT;
        """

    // A tenant key or user of a scan or enrollment is empty while the server has not told it.
    // Earlier releases used one generation of paths for all requests, that of the guide unless told otherwise.
    // An exchange that is not `received` any more was acknowledged, or ended; those that ended unacknowledged show what
    // the push said, which nobody reads as the server's words any more.
    private static let third = """
        ALTER TABLE enrollment ADD COLUMN account TEXT;
        ALTER TABLE enrollment ADD COLUMN device_name TEXT;
        ALTER TABLE enrollment ADD COLUMN last_push_at INTEGER;
        UPDATE enrollment SET path_set = 'auto' WHERE path_set = 'guide';

        ALTER TABLE scan ADD COLUMN account TEXT;
        ALTER TABLE scan ADD COLUMN device_name TEXT;
        UPDATE scan SET path_set = 'auto' WHERE path_set = 'guide';

        UPDATE farewell SET path_set = 'auto' WHERE path_set = 'guide';

        ALTER TABLE exchange ADD COLUMN account TEXT;
        ALTER TABLE exchange ADD COLUMN reference TEXT;
        ALTER TABLE exchange ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE exchange ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        UPDATE exchange SET confirmed = 1 WHERE state <> 'received';

        CREATE TABLE known_path (
            base_url TEXT NOT NULL,
            request TEXT NOT NULL,
            path_set TEXT NOT NULL,
            PRIMARY KEY (base_url, request)
        ) STRICT, WITHOUT ROWID;
        """
}
