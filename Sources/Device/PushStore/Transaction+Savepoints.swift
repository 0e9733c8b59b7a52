import SQLite

extension Transaction {
    /// Runs `body` so that what it writes is kept as a whole or not at all, whatever becomes of the rest of the transaction.
    /// - Throws: what `body` throws, after everything that it wrote was rolled back.
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try db.savepoint(body)
    }

    /// Runs `body` in a savepoint, and tells its own errors from those of the disk.
    /// - Returns: what `body` returned or threw; in the second case nothing that it wrote is kept.
    /// - Throws: an error of the database itself (full, unreadable, locked, damaged). It concerns the whole transaction.
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
    /// Whether the statement is at fault, or a value in it: another one can still be executed.
    fileprivate var isOfItsStatement: Bool {
        [.constraint, .mismatch, .tooBig, .range, .error].contains(code)
    }
}
