/// A step from one version of a schema to the next.
package struct Migration: Sendable {
    /// What `PRAGMA user_version` is afterwards; from 1, without a gap.
    package let version: Int
    /// SQL alone, so that it gives the same tables whatever the program's types become.
    package let sql: String

    package init(version: Int, sql: String) {
        self.version = version
        self.sql = sql
    }
}

extension Connection {
    /// The version of the schema; 0 in a new file.
    package func schemaVersion() throws -> Int {
        try value("PRAGMA user_version") ?? 0
    }

    /// Records the version of the schema.
    package func setSchemaVersion(_ version: Int) throws(SQLiteError) {
        // A pragma takes no parameters.
        try execute("PRAGMA user_version = \(version)")
    }

    /// Applies the migrations that the file does not have yet, each in a transaction of its own.
    package func migrate(_ migrations: [Migration]) throws {
        for migration in migrations where try schemaVersion() < migration.version {
            try write {
                try execute(migration.sql)
                try setSchemaVersion(migration.version)
            }
        }
    }
}
