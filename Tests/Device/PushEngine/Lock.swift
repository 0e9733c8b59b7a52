import GRDB

@testable import PushEngine
@testable import PushStore

/// Another program that holds the database.
struct Lock {
    let connection: DatabaseQueue

    func release() async throws {
        try await connection.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
    }
}

extension Desk {
    /// The daemon waits for others for five seconds; here for as many milliseconds as is said.
    func lock(waiting milliseconds: Int = 0) async throws -> Lock {
        try await store.write { try $0.db.execute(sql: "PRAGMA busy_timeout = \(milliseconds)") }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let connection = try DatabaseQueue(path: store.path, configuration: configuration)
        try await connection.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
        return Lock(connection: connection)
    }

    /// Returns when an event waits to be committed again.
    func untilStalled() async {
        while await engine.stalled.isEmpty { await flush() }
    }
}
