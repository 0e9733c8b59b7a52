extension Connection {
    /// Runs `body` in a transaction that may write, and commits it.
    /// - Throws: ``SQLiteError``, or what `body` throws; then nothing of it is kept.
    package func write<Value>(_ body: () throws -> Value) throws -> Value {
        // The lock is taken at once: a transaction that reads first and writes later can find that it may not any more.
        try within("BEGIN IMMEDIATE", body)
    }

    /// Runs `body` in a transaction, so that all it reads is of one moment.
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
            // After some errors SQLite has rolled back by itself.
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }

    /// Runs `body` within the open transaction, so that what it writes is kept as a whole or not at all.
    /// - Throws: ``SQLiteError``, or what `body` throws, after everything that it wrote was rolled back.
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try run("SAVEPOINT change")
        do {
            let value = try body()
            try run("RELEASE change")
            return value
        } catch {
            // If SQLite has rolled back the whole transaction, the savepoint has gone with it.
            if isInTransaction {
                try? run("ROLLBACK TO change")
                try? run("RELEASE change")
            }
            throw error
        }
    }
}
