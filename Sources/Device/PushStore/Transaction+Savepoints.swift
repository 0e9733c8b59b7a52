import SQLite

extension Transaction {
    /// Runs `body` in a savepoint: what it writes is kept entirely or not at all, independently of the rest of the
    /// transaction.
    /// - Throws: what `body` throws, after everything that it wrote was rolled back.
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try db.savepoint(body)
    }

    /// Runs `body` in a savepoint, and separates its own errors from those of the database.
    /// - Returns: what `body` returned or threw. If it threw, everything that it wrote was rolled back.
    /// - Throws: an error of the database itself (full, unreadable, locked, damaged), which affects the whole
    ///   transaction.
    package func attempt<Value>(_ body: () throws -> Value) throws -> Result<Value, any Error> {
        do {
            return .success(try savepoint(body))
        } catch let error as SQLiteError {
            guard error.isOfItsStatement else { throw error }
            return .failure(PushStoreError(error, path: path))
        } catch {
            return .failure(error)
        }
    }
}

extension SQLiteError {
    /// Whether the statement, or a value in it, is wrong. Other statements can still be executed.
    fileprivate var isOfItsStatement: Bool {
        [.constraint, .mismatch, .tooBig, .range, .error].contains(code)
    }
}
