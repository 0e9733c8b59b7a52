extension Connection {
    /// Runs `body` in a transaction that may write, and commits it (`BEGIN IMMEDIATE`).
    /// - Throws: ``SQLiteError``, or what `body` throws, after everything that it wrote was rolled back.
    package func write<Value>(_ body: () throws -> Value) throws -> Value {
        // The transaction takes the write lock at its beginning. One that reads first and writes later can fail with
        // ``SQLiteError/Code/busy`` at once, whatever the busy timeout is.
        try within("BEGIN IMMEDIATE", body)
    }

    /// Runs `body` in a transaction, so that all its reads see the same state of the database.
    /// - Throws: ``SQLiteError``, or what `body` throws.
    package func read<Value>(_ body: () throws -> Value) throws -> Value {
        try within("BEGIN DEFERRED", body)
    }

    private func within<Value>(_ begin: String, _ body: () throws -> Value) throws -> Value {
        try run(begin)
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // After some errors SQLite has already rolled back.
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }

    /// Runs `body` within the open transaction. All that it writes is kept, or nothing of it.
    /// - Throws: ``SQLiteError``, or what `body` throws, after everything that it wrote was rolled back.
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try run("SAVEPOINT change")
        do {
            let value = try body()
            try run("RELEASE change")
            return value
        } catch {
            // If SQLite has rolled back the whole transaction, the savepoint is gone too.
            if isInTransaction {
                try? run("ROLLBACK TO change")
                try? run("RELEASE change")
            }
            throw error
        }
    }
}
