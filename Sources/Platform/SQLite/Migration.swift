/// A change from one version of a schema to the next.
package struct Migration: Sendable {
    /// The version that it leads to: 1 for the first migration, then without gaps. `PRAGMA user_version` stores it.
    package let version: Int
    /// Statements of SQL and no code, so that a migration makes the same tables even after the program's types have
    /// changed.
    package let sql: String

    package init(version: Int, sql: String) {
        self.version = version
        self.sql = sql
    }
}

extension Connection {
    /// The version of the last migration that was applied; 0 in a new database.
    package func schemaVersion() throws -> Int {
        try value("PRAGMA user_version") ?? 0
    }

    /// Stores the version of the schema.
    package func setSchemaVersion(_ version: Int) throws(SQLiteError) {
        // A pragma can't have parameters.
        try execute("PRAGMA user_version = \(version)")
    }

    /// Applies the migrations that the database does not have yet, each in its own transaction.
    /// - Parameter migrations: all of them, in the order of their versions.
    /// - Throws: ``SQLiteError`` at the first migration that fails. Those before it are kept.
    package func migrate(_ migrations: [Migration]) throws {
        for migration in migrations where try schemaVersion() < migration.version {
            try write {
                try execute(migration.sql)
                try setSchemaVersion(migration.version)
            }
        }
    }
}
