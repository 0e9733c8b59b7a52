import SQLite

@testable import PushEngine
@testable import PushStore

/// Another program that locks the database.
struct Lock {
    let connection: Connection

    func release() throws {
        try connection.execute("ROLLBACK")
    }
}

extension TestEngine {
    /// Locks the database. The daemon waits for other programs for this many milliseconds, instead of five seconds.
    func lock(waiting milliseconds: Int = 0) async throws -> Lock {
        try await store.write { try $0.db.execute("PRAGMA busy_timeout = \(milliseconds)") }
        return try lockWithoutChangingTheTimeout()
    }

    func lockWithoutChangingTheTimeout() throws -> Lock {
        let connection = try Connection(store.path, .readWrite)
        try connection.execute("BEGIN IMMEDIATE")
        return Lock(connection: connection)
    }

    /// Waits until an event is kept.
    func untilKept() async {
        await until { !$0.commits.kept.isEmpty }
    }
}
