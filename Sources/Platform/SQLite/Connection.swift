import CSQLite

/// A connection to a database (sqlite3_open_v2(3)).
///
/// It is a plain object: its owner keeps it to one thread at a time. Statements are prepared once and kept.
@safe package final class Connection {
    package enum Mode: Sendable {
        case readOnly
        /// The file is made where there is none.
        case readWrite
    }

    private let handle: OpaquePointer
    private var statements: [String: Statement] = [:]

    /// More statements than any program here has. Beyond it all are forgotten, so that text made at run time costs no memory.
    private static let mostStatements = 100

    /// Opens a file.
    /// - Parameters:
    ///   - path: the file; its folder must exist.
    ///   - mode: what may be done with it.
    ///   - busyTimeout: how long to wait for another connection that holds a lock.
    /// - Throws: ``SQLiteError`` if the file can't be opened, or not for writing.
    package init(_ path: String, _ mode: Mode, busyTimeout: Duration = .zero) throws(SQLiteError) {
        var handle: OpaquePointer?
        let access =
            switch mode {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        let result = unsafe sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let handle = unsafe handle else { throw SQLiteError(result: result, message: "out of memory") }
        unsafe self.handle = unsafe handle
        // SQLite returns a handle also when opening failed; deinit closes it.
        try check(result)
        // Where the file may only be read, SQLite opens it for reading, whatever was asked for.
        if mode == .readWrite, unsafe sqlite3_db_readonly(handle, "main") == 1 {
            throw SQLiteError(.readOnly, message: "the file may only be read")
        }
        let milliseconds = busyTimeout / .milliseconds(1)
        try check(unsafe sqlite3_busy_timeout(handle, CInt(milliseconds)))
    }

    deinit {
        // Statements that are still referred to keep the handle alive until they are gone.
        _ = unsafe sqlite3_close_v2(handle)
    }

    private func check(_ result: CInt) throws(SQLiteError) {
        guard result == SQLITE_OK else { throw unsafe SQLiteError(of: handle, result) }
    }

    // MARK: Executing

    /// Executes all statements of a text, without values.
    package func execute(_ sql: String) throws(SQLiteError) {
        var rest = sql[...]
        while !rest.isEmpty {
            guard let statement = try unsafe Statement.prepare(&rest, on: handle, isKept: false) else { continue }
            while try statement.step() {}
        }
    }

    /// Executes one statement, which is kept prepared.
    /// - Parameters:
    ///   - sql: one statement.
    ///   - values: bound to its parameters (`?`), in their order.
    /// - Throws: ``SQLiteError``.
    package func run(_ sql: String, _ values: [any SQLiteConvertible] = []) throws(SQLiteError) {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() {}
    }

    /// The rows of one statement, which is kept prepared.
    /// - Throws: ``SQLiteError``, or what `read` throws.
    package func rows<Value>(
        _ sql: String, _ values: [any SQLiteConvertible] = [], _ read: (Row) throws -> Value
    ) throws -> [Value] {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        var rows: [Value] = []
        while try statement.step() { rows.append(try read(Row(statement: statement))) }
        return rows
    }

    /// The first row of one statement, which is kept prepared.
    /// - Returns: `nil` if there is none.
    /// - Throws: ``SQLiteError``, or what `read` throws.
    package func first<Value>(
        _ sql: String, _ values: [any SQLiteConvertible] = [], _ read: (Row) throws -> Value
    ) throws -> Value? {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        return try statement.step() ? read(Row(statement: statement)) : nil
    }

    /// The first column of the first row.
    /// - Returns: `nil` if there is no row.
    package func value<Value: SQLiteConvertible>(
        _ sql: String, _ values: [any SQLiteConvertible] = [], as type: Value.Type = Value.self
    ) throws -> Value? {
        try first(sql, values) { try $0.get(0) }
    }

    private func prepared(_ sql: String) throws(SQLiteError) -> Statement {
        if let statement = statements[sql], !statement.isBusy { return statement }
        var rest = sql[...]
        guard let statement = try unsafe Statement.prepare(&rest, on: handle, isKept: true) else {
            throw SQLiteError(.error, message: "there is no statement")
        }
        if statements.count >= Self.mostStatements { statements = [:] }
        if statements[sql] == nil { statements[sql] = statement }
        return statement
    }

    // MARK: What was changed

    /// How many rows the last INSERT, UPDATE or DELETE changed, without those that a foreign key changed.
    package var changes: Int { Int(unsafe sqlite3_changes(handle)) }

    /// How many rows were changed since the connection was opened.
    package var totalChanges: Int { Int(unsafe sqlite3_total_changes(handle)) }

    /// The row id of the last INSERT.
    package var lastInsertedRowID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Whether a transaction is open.
    package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }
}

extension SQLiteError {
    /// What a connection says of the call that just failed.
    @unsafe init(of handle: OpaquePointer, _ result: CInt) {
        self.init(result: result, message: unsafe String(cString: sqlite3_errmsg(handle)))
    }
}
