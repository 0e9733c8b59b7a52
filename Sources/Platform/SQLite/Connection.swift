import CSQLite

/// A connection to a database (sqlite3_open_v2(3)).
///
/// It is not synchronized: its owner must use it on one thread at a time. It keeps prepared statements, by their text.
@safe package final class Connection {
    /// What a connection may do with its file.
    package enum Mode: Sendable {
        case readOnly
        /// SQLite creates the file if it does not exist.
        case readWrite
    }

    private let handle: OpaquePointer
    private var statements: [String: Statement] = [:]

    /// More statements than any program here has. At this number the connection drops all of them, so that statements
    /// made at run time can't fill the memory.
    private static let mostStatements = 100

    /// Opens a database file.
    /// - Parameters:
    ///   - path: the file; its folder must exist.
    ///   - mode: whether the connection may write.
    ///   - busyTimeout: how long to wait for a lock that another connection has (sqlite3_busy_timeout(3)).
    /// - Throws: ``SQLiteError`` if the file can't be opened, or if it can't be opened for writing and `mode` demands
    ///   it.
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
        // SQLite returns a handle even if it can't open the file. `deinit` closes it.
        try check(result)
        // If the process may only read the file, SQLite opens it for reading even in this mode.
        if mode == .readWrite, unsafe sqlite3_db_readonly(handle, "main") == 1 {
            throw SQLiteError(.readOnly, message: "the file may only be read")
        }
        let milliseconds = busyTimeout / .milliseconds(1)
        try check(unsafe sqlite3_busy_timeout(handle, CInt(milliseconds)))
    }

    deinit {
        // SQLite keeps the handle until the last statement is finalized.
        _ = unsafe sqlite3_close_v2(handle)
    }

    private func check(_ result: CInt) throws(SQLiteError) {
        guard result == SQLITE_OK else { throw unsafe SQLiteError(of: handle, result) }
    }

    // MARK: Executing

    /// Executes all statements of a text, in order. They have no parameters and are not kept.
    /// - Throws: ``SQLiteError`` at the first statement that fails. Those before it have taken effect.
    package func execute(_ sql: String) throws(SQLiteError) {
        var rest = sql[...]
        while !rest.isEmpty {
            guard let statement = try unsafe Statement.prepare(&rest, on: handle, isKept: false) else { continue }
            while try statement.step() {}
        }
    }

    /// Executes one statement and ignores its rows.
    /// - Parameters:
    ///   - sql: one statement.
    ///   - values: the values of its parameters (`?`), in order.
    /// - Throws: ``SQLiteError``.
    package func run(_ sql: String, _ values: [any SQLiteConvertible] = []) throws(SQLiteError) {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() {}
    }

    /// Executes one statement.
    /// - Parameters:
    ///   - sql: one statement.
    ///   - values: the values of its parameters (`?`), in order.
    ///   - read: called for each row, which is valid only during the call.
    /// - Returns: what `read` made of the rows, in order.
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

    /// Executes one statement up to its first row.
    /// - Parameters:
    ///   - sql: one statement.
    ///   - values: the values of its parameters (`?`), in order.
    ///   - read: called with the row, which is valid only during the call.
    /// - Returns: what `read` made of the row; `nil` if there is none.
    /// - Throws: ``SQLiteError``, or what `read` throws.
    package func first<Value>(
        _ sql: String, _ values: [any SQLiteConvertible] = [], _ read: (Row) throws -> Value
    ) throws -> Value? {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        return try statement.step() ? read(Row(statement: statement)) : nil
    }

    /// Executes one statement up to its first row, and reads the first column.
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

    /// How many rows the last INSERT, UPDATE or DELETE changed, without those that foreign keys and triggers changed.
    package var changes: Int { Int(unsafe sqlite3_changes(handle)) }

    /// How many rows the connection has changed since it was opened, with those that foreign keys and triggers changed.
    package var totalChanges: Int { Int(unsafe sqlite3_total_changes(handle)) }

    /// The row id of the last INSERT.
    package var lastInsertedRowID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Whether a transaction is open.
    package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }
}

extension SQLiteError {
    /// The error of the last call on a connection (sqlite3_errmsg(3)).
    @unsafe init(of handle: OpaquePointer, _ result: CInt) {
        self.init(result: result, message: unsafe String(cString: sqlite3_errmsg(handle)))
    }
}
