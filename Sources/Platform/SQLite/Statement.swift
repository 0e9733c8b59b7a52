import CSQLite

/// A prepared statement (sqlite3_prepare_v3(3)). It must be used on the same thread as its connection.
@safe final class Statement {
    private let handle: OpaquePointer
    private let database: OpaquePointer

    /// Prepares the first statement of `sql` and removes it from the text.
    /// - Parameters:
    ///   - sql: one or more statements. Those after the first remain in it.
    ///   - database: the connection's handle.
    ///   - isKept: whether it will be used again (`SQLITE_PREPARE_PERSISTENT`).
    /// - Returns: `nil` if there is only white space or a comment.
    /// - Throws: ``SQLiteError`` if the statement is not valid.
    static func prepare(
        _ sql: inout Substring, on database: OpaquePointer, isKept: Bool
    ) throws(SQLiteError) -> Statement? {
        var handle: OpaquePointer?
        var used = 0
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let result = unsafe String(sql).withCString { text in
            var end: UnsafePointer<CChar>?
            defer { used = unsafe end.map { unsafe $0 - text } ?? 0 }
            return unsafe sqlite3_prepare_v3(database, text, -1, flags, &handle, &end)
        }
        guard result == SQLITE_OK else { throw unsafe SQLiteError(of: database, result) }
        sql = sql.utf8.dropFirst(used).isEmpty ? "" : Substring(sql.utf8.dropFirst(used))
        return unsafe handle.map { unsafe Statement($0, of: database) }
    }

    private init(_ handle: OpaquePointer, of database: OpaquePointer) {
        unsafe self.handle = unsafe handle
        unsafe self.database = unsafe database
    }

    deinit {
        _ = unsafe sqlite3_finalize(handle)
    }

    /// Whether a caller further up the stack is executing it.
    var isBusy: Bool { unsafe sqlite3_stmt_busy(handle) != 0 }

    /// Binds values to the parameters, in order.
    /// - Throws: ``SQLiteError`` with ``SQLiteError/Code/range`` if there are more or fewer values than parameters.
    func bind(_ values: [any SQLiteConvertible]) throws(SQLiteError) {
        let wanted = unsafe sqlite3_bind_parameter_count(handle)
        guard wanted == CInt(values.count) else {
            throw SQLiteError(.range, message: "\(values.count) values for \(wanted) parameters")
        }
        for (index, value) in values.enumerated() { try bind(value.sqliteValue, at: CInt(index + 1)) }
    }

    private func bind(_ value: SQLiteValue, at index: CInt) throws(SQLiteError) {
        let result =
            switch value {
            case .null: unsafe sqlite3_bind_null(handle, index)
            case .integer(let number): unsafe sqlite3_bind_int64(handle, index, number)
            case .real(let number): unsafe sqlite3_bind_double(handle, index, number)
            case .text(let text): bind(text, at: index)
            case .blob(let bytes): unsafe smartpush_bind_blob(handle, index, bytes, CInt(bytes.count))
            }
        guard result == SQLITE_OK else { throw unsafe SQLiteError(of: database, result) }
    }

    private func bind(_ text: String, at index: CInt) -> CInt {
        var text = text
        return text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe smartpush_bind_text(handle, index, characters.baseAddress, CInt(characters.count))
            }
        }
    }

    /// Executes the statement up to its next row.
    /// - Returns: whether there is one.
    func step() throws(SQLiteError) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result: throw unsafe SQLiteError(of: database, result)
        }
    }

    /// Ends the execution and clears the bound values, so that no secret stays in memory. Ignores errors, because
    /// `step` has already thrown them.
    func reset() {
        _ = unsafe sqlite3_reset(handle)
        _ = unsafe sqlite3_clear_bindings(handle)
    }

    /// The names of its columns, in order.
    lazy var columns: [String] = (0..<(unsafe sqlite3_column_count(handle))).map { index in
        unsafe String(cString: sqlite3_column_name(handle, index))
    }

    /// The value of a column of the current row.
    func value(at index: Int) -> SQLiteValue {
        let index = CInt(index)
        switch unsafe sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, index))
        case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(handle, index))
        case SQLITE_TEXT:
            let start = unsafe UnsafeRawPointer(sqlite3_column_text(handle, index))
            return .text(unsafe String(decoding: bytes(start, index), as: UTF8.self))
        case SQLITE_BLOB:
            let start = unsafe sqlite3_column_blob(handle, index)
            return .blob(unsafe Array(bytes(start, index)))
        default: return .null
        }
    }

    /// The bytes of a column that begin at `start`. SQLite knows their number only after it was asked for their
    /// address.
    private func bytes(_ start: UnsafeRawPointer?, _ index: CInt) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
    }
}
