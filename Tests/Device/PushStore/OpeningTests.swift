import FoundationEssentials
import PushExchange
import SQLite
import TestSupport
import Testing

@testable import PushStore

@Suite("The database") struct OpeningTests {
    @Test("syncs each commit before it returns") func isDurable() async throws {
        try await withStore { store in
            // 2 is FULL: in WAL mode, NORMAL can lose commits in a power cut.
            let synchronous = try await store.write { try $0.db.value("PRAGMA synchronous", as: Int.self) }
            #expect(synchronous == 2)
            let journal = try await store.write { try $0.db.value("PRAGMA journal_mode", as: String.self) }
            #expect(journal == "wal")
        }
    }

    @Test("keeps what a savepoint needs in memory, where a batch of pushes would write a temporary file")
    func temporaryStore() async throws {
        try await withStore { store in
            let temporary = try await store.write { try $0.db.value("PRAGMA temp_store", as: Int.self) }
            #expect(temporary == 2)
        }
    }

    @Test("is read by a connection that can't write") func readsOnly() async throws {
        try await withStore { store in
            await #expect(throws: PushStoreError.notWritable(path: store.path)) {
                try await store.read { try $0.db.execute("DELETE FROM exchange") }
            }
        }
    }

    @Test("is read on the caller's thread too, without the writer and the reader of lists")
    func readsAtOnce() async throws {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a")) }
            let other = try store.otherConnection()
            try other.execute("BEGIN IMMEDIATE")
            let counted = try await store.read { _ in try store.readNow { try $0.openCount() } }
            #expect(counted == 1)
            try other.execute("ROLLBACK")
            #expect(throws: PushStoreError.notWritable(path: store.path)) {
                try store.readNow { try $0.db.execute("DELETE FROM exchange") }
            }
        }
    }

    @Test("is read while it is being written") func readsWhileWriting() async throws {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a")) }
            let other = try store.otherConnection()
            try other.execute("BEGIN IMMEDIATE")
            #expect(try await store.read { try $0.openCount() } == 1)
            try other.execute("ROLLBACK")
        }
    }

    @Test("is created with its schema, and opened unchanged the next time") func migrates() async throws {
        try await withStore { store in
            #expect(try store.otherConnection().schemaVersion() == 3)
            #expect(try await store.read { $0.schema } == "3")
            let again = try PushStore(path: store.path, describe: describe)
            #expect(try await again.read { try $0.size() } > 0)
        }
    }

    @Test(
        "of a newer release is not changed",
        arguments: [
            "PRAGMA user_version = 999",
            "CREATE TABLE grdb_migrations (identifier TEXT); INSERT INTO grdb_migrations VALUES ('999')",
            "CREATE TABLE grdb_migrations (identifier TEXT); INSERT INTO grdb_migrations VALUES ('another program')",
        ])
    func refusesNewerSchema(mark: String) async throws {
        try await withStore { store in
            try store.otherConnection().execute(mark)
            #expect(throws: PushStoreError.newerSchema(path: store.path)) {
                try PushStore(path: store.path, describe: describe)
            }
        }
    }

    @Test("that 0.1.0 tried to open, which leaves an empty table in it, is opened as before") func ignoresEmptyTable()
        async throws
    {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a")) }
            try store.otherConnection().execute("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            let again = try PushStore(path: store.path, describe: describe)
            #expect(try await again.read { try $0.exchange("a") } != nil)
            #expect(try store.otherConnection().schemaVersion() == Schema.current)
        }
    }

    @Test("that is not a database is reported as damaged") func refusesGarbage() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/smartpush.db"
            try Data(repeating: 0x41, count: 8_192).write(to: URL(filePath: path))
            let error = try #require(throws: PushStoreError.self) { try PushStore(path: path, describe: describe) }
            guard case .damaged(path, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(try Data(contentsOf: URL(filePath: path)).count == 8_192)
        }
    }

    @Test("with damaged pages is reported as damaged") func reportsDamagedPages() async throws {
        try await withStore { store in
            for index in 0..<50 { _ = try await store.write { try $0.insert(.new("exchange-\(index)")) } }
            try store.otherConnection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            try damage(store.path)
            let error = try #require(throws: PushStoreError.self) {
                try PushStore(path: store.path, describe: describe)
            }
            guard case .damaged(store.path, _) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("is checked on request, and damage is reported as always") func isLookedThrough() async throws {
        try await withTemporaryFolder { folder in
            let (damage, told) = AsyncStream.makeStream(of: PushStoreError.self)
            let store = try PushStore(
                path: "\(folder)/smartpush.db", onDamage: { told.yield($0) }, describe: describe)
            for index in 0..<50 { _ = try await store.write { try $0.insert(.new("exchange-\(index)")) } }
            try await store.write { try $0.writeForTrial() }
            try await store.check()
            // Pages that belong to nothing: no query reads them.
            try store.otherConnection().execute(
                """
                PRAGMA writable_schema = ON;
                DELETE FROM sqlite_schema WHERE name = 'event_by_exchange';
                PRAGMA schema_version = 1000
                """)
            let error = try await #require(throws: PushStoreError.self) { try await store.check() }
            guard case .damaged(store.path, _) = error else {
                Issue.record("\(error)")
                return
            }
            for await reported in damage {
                #expect(reported == error)
                break
            }
            store.close()
        }
    }

    @Test(
        "that can't be created is named, with its folder",
        arguments: ["/proc/smartpush.db", "/nonexistent/smartpush.db", "/tmp"])
    func needsAFolder(path: String) throws {
        #expect(throws: PushStoreError.notWritable(path: path)) { try PushStore(path: path, describe: describe) }
    }

    @Test("that another program has locked is busy, not broken") func isBusy() async throws {
        try await withStore { store in
            // Without the time that the daemon waits.
            try await store.setBusyTimeout(milliseconds: 0)
            let other = try store.otherConnection()
            try other.execute("BEGIN IMMEDIATE")
            await #expect(throws: PushStoreError.busy(path: store.path)) {
                try await store.write { _ = try $0.insert(.new("a")) }
            }
            try other.execute("ROLLBACK")
            _ = try await store.write { try $0.insert(.new("a")) }
            #expect(try await store.read { try $0.openCount() } == 1)
        }
    }

    @Test("that is full says that nothing is lost") func isFull() async throws {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a")) }
            try await store.allowNoMorePages()
            await #expect(throws: PushStoreError.full(path: store.path)) {
                for index in 0..<1_000 { _ = try await store.write { try $0.insert(.new("exchange-\(index)")) } }
            }
            #expect(try await store.read { try $0.exchange("a") } != nil)
        }
    }

    @Test("with a value of another release names the column") func refusesUnknownValues() async throws {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a")) }
            try await store.write { try $0.db.execute("UPDATE exchange SET state = 'dreaming'") }
            let error = try await #require(throws: ExchangeRow.UnknownValue.self) {
                try await store.read { try $0.exchange("a") }
            }
            #expect(error.description == "the database holds a value of state that this version does not know")
        }
    }
}
