import SQLite

@testable import PushEngine
@testable import PushStore

/// Another program that holds the database.
struct Lock {
    let connection: Connection

    func release() throws {
        try connection.execute("ROLLBACK")
    }
}

extension TestEngine {
    /// The daemon waits for others for five seconds; here for as many milliseconds as is said.
    func lock(waiting milliseconds: Int = 0) async throws -> Lock {
        try await store.write { try $0.db.execute("PRAGMA busy_timeout = \(milliseconds)") }
        return try lockWithoutChangingTheTimeout()
    }

    func lockWithoutChangingTheTimeout() throws -> Lock {
        let connection = try Connection(store.path, .readWrite)
        try connection.execute("BEGIN IMMEDIATE")
        return Lock(connection: connection)
    }

    /// Returns when an event waits to be committed again.
    func untilKept() async {
        await until { !$0.commits.kept.isEmpty }
    }
}
