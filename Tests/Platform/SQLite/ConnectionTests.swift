import SQLite
import Testing

@Suite("A connection to SQLite") struct ConnectionTests {
    private let connection: Connection

    init() throws {
        connection = try Connection(":memory:", .readWrite)
        try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)")
    }

    private func insert(_ values: any SQLiteConvertible...) throws {
        try connection.run("INSERT INTO t (a, b) VALUES (?, ?)", values)
    }

    private func values() throws -> [Int] {
        try connection.rows("SELECT a FROM t ORDER BY id") { try $0.get(0) }
    }

    @Test("returns a value of each type as it was bound") func roundTrip() throws {
        try insert(Int64.min, Int.max)
        try insert(1.5, true)
        try insert("Grüße 🔑\u{0}end", "")
        try insert([0, 255] as [UInt8], [] as [UInt8])
        try insert(nil as String?, Int32(-7) as Int32?)
        try connection.execute("SELECT 1")
        #expect(try connection.value("SELECT a FROM t WHERE id = 1") == Int64.min)
        #expect(try connection.value("SELECT b FROM t WHERE id = 1") == Int.max)
        #expect(try connection.value("SELECT a FROM t WHERE id = 2") == 1.5)
        #expect(try connection.value("SELECT b FROM t WHERE id = 2") == true)
        #expect(try connection.value("SELECT a FROM t WHERE id = 3") == "Grüße 🔑\u{0}end")
        #expect(try connection.value("SELECT b FROM t WHERE id = 3") == "")
        #expect(try connection.value("SELECT a FROM t WHERE id = 4") == [0, 255] as [UInt8])
        #expect(try connection.value("SELECT b FROM t WHERE id = 4") == [] as [UInt8])
        #expect(try connection.value("SELECT a FROM t WHERE id = 5", as: String?.self) == .some(nil))
        #expect(try connection.value("SELECT b FROM t WHERE id = 5", as: Int32?.self) == -7)
        #expect(try connection.value("SELECT a FROM t WHERE id = 6", as: Int.self) == nil)
    }

    @Test("does not read a value as another type, and its error does not quote the value") func mismatch() throws {
        try insert("SECRET", nil as Int?)
        for read: (Row) throws -> Void in [
            { _ = try $0.get("a", as: Int.self) }, { _ = try $0.get("b", as: Int.self) },
            { _ = try $0.get("a", as: Double.self) }, { _ = try $0.get("a", as: Bool?.self) },
        ] {
            let error = #expect(throws: SQLiteError.self) { try connection.first("SELECT a, b FROM t", [], read) }
            #expect(error?.code == .mismatch)
            #expect(error?.message.contains("SECRET") == false)
        }
        try insert(Int64(1) << 40, 0)
        #expect(throws: SQLiteError.self) { try connection.value("SELECT a FROM t WHERE id = 2", as: Int32.self) }
        #expect(throws: SQLiteError.self) { try connection.first("SELECT a FROM t") { try $0.get("c", as: Int.self) } }
    }

    @Test("finds a column by the name that the statement gives it") func columns() throws {
        try insert(1, 2)
        let row = try connection.first("SELECT b AS second, a AS first FROM t") { row in
            (row.columns, try row.get("first", as: Int.self), try row.get("second", as: Int.self))
        }
        #expect(row?.0 == ["second", "first"] && row?.1 == 1 && row?.2 == 2)
    }

    @Test("executes all statements of a text, and none of an empty one") func script() throws {
        try connection.execute("INSERT INTO t (a) VALUES (1); -- ü\nINSERT INTO t (a) VALUES (2);\n")
        try connection.execute("")
        try connection.execute(" -- nothing\n")
        #expect(try values() == [1, 2])
        #expect(throws: SQLiteError.self) { try connection.execute("INSERT INTO t (a) VALUES (3); nonsense") }
        #expect(try values() == [1, 2, 3])
        #expect(throws: SQLiteError.self) { try connection.run("") }
    }

    @Test("demands a value for each parameter, and no more") func parameters() throws {
        #expect(throws: SQLiteError.self) { try connection.run("INSERT INTO t (a, b) VALUES (?, ?)", [1]) }
        #expect(throws: SQLiteError.self) { try connection.run("INSERT INTO t (a) VALUES (?)", [1, 2]) }
        #expect(try values().isEmpty)
    }

    @Test("can execute a statement while its rows are being read") func nested() throws {
        for number in 1...3 { try insert(number, nil as Int?) }
        let sql = "SELECT a FROM t ORDER BY id"
        let pairs = try connection.rows(sql) { outer in
            (try outer.get(0, as: Int.self), try connection.rows(sql) { try $0.get(0, as: Int.self) })
        }
        #expect(pairs.map(\.0) == [1, 2, 3])
        #expect(pairs.allSatisfy { $0.1 == [1, 2, 3] })
    }

    @Test("can execute a statement again after the statement or its reader failed") func again() throws {
        try connection.execute("CREATE UNIQUE INDEX once ON t (a)")
        try insert(1, 1)
        let error = #expect(throws: SQLiteError.self) { try insert(1, 2) }
        #expect(error?.code == .constraint)
        try insert(2, 2)
        struct Unread: Error {}
        #expect(throws: Unread.self) { try connection.rows("SELECT a FROM t") { _ in throw Unread() } }
        #expect(try connection.rows("SELECT a FROM t") { try $0.get(0, as: Int.self) } == [1, 2])
    }

    @Test("works with more statements than it keeps") func cache() throws {
        for number in 0..<500 { #expect(try connection.value("SELECT \(number)") == number) }
    }

    @Test("says how many rows a statement changed, and how many changed in total") func changes() throws {
        let before = connection.totalChanges
        for number in 1...3 { try insert(number, nil as Int?) }
        try connection.run("UPDATE t SET b = 1 WHERE a > ?", [1])
        #expect(connection.changes == 2)
        #expect(connection.totalChanges - before == 5)
        #expect(connection.lastInsertedRowID == 3)
    }

    @Test("throws SQLite's error if a file can't be opened or a statement is wrong") func errors() throws {
        #expect(throws: SQLiteError.self) { try Connection("/nonexistent/x.db", .readWrite) }
        let error = #expect(throws: SQLiteError.self) { try connection.run("SELECT a FROM nowhere") }
        #expect(error?.code == .error)
        #expect(error?.message == "no such table: nowhere")
    }
}
