import SQLite
import Testing

@Suite("A migration") struct MigrationTests {
    private static let migrations = [
        Migration(version: 1, sql: "CREATE TABLE a (x); INSERT INTO a VALUES (1)"),
        Migration(version: 2, sql: "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x"),
    ]

    @Test("is applied once, after the earlier ones") func order() throws {
        let connection = try Connection(":memory:", .readWrite)
        try connection.migrate(Array(Self.migrations.prefix(1)))
        #expect(try connection.schemaVersion() == 1)
        try connection.migrate(Self.migrations)
        try connection.migrate(Self.migrations)
        #expect(try connection.schemaVersion() == 2)
        #expect(try connection.value("SELECT y FROM a") == 1)
    }

    @Test("that fails leaves the database as it was before") func fails() throws {
        let connection = try Connection(":memory:", .readWrite)
        let broken = Self.migrations.prefix(1) + [Migration(version: 2, sql: "CREATE TABLE b (x); nonsense")]
        #expect(throws: SQLiteError.self) { try connection.migrate(Array(broken)) }
        #expect(try connection.schemaVersion() == 1)
        #expect(try connection.value("SELECT count(*) FROM sqlite_schema") == 1)
    }
}
