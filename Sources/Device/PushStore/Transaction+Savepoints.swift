import GRDB

extension Transaction {
    /// Runs `body` so that what it writes is kept as a whole or not at all, whatever becomes of the rest of the transaction.
    /// - Throws: what `body` throws, once all that it wrote has been taken back.
    package func savepoint<T>(_ body: () throws -> T) throws -> T {
        try db.cachedStatement(sql: "SAVEPOINT change").execute()
        do {
            let value = try body()
            try db.cachedStatement(sql: "RELEASE change").execute()
            return value
        } catch {
            // Where SQLite has rolled back the whole transaction, the savepoint has gone with it, and `error` says why.
            try? db.execute(sql: "ROLLBACK TO change; RELEASE change")
            throw error
        }
    }

    /// Runs `body` in a savepoint, and tells its own errors from those of the disk.
    /// - Returns: what `body` returned or threw; in the second case nothing that it wrote is kept.
    /// - Throws: an error of the database itself (full, unreadable, locked, damaged). It concerns the whole transaction.
    package func attempt<T>(_ body: () throws -> T) throws -> Result<T, any Error> {
        do {
            return .success(try savepoint(body))
        } catch let error as DatabaseError {
            guard error.isOfItsStatement else { throw error }
            return .failure(PushStoreError(error, path: path))
        } catch {
            return .failure(error)
        }
    }
}

extension DatabaseError {
    /// Whether the statement is at fault, or a value in it: another one can still be executed.
    fileprivate var isOfItsStatement: Bool {
        switch resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE, .SQLITE_ERROR: true
        default: false
        }
    }
}
