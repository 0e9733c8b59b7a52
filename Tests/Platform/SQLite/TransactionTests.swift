import FoundationEssentials
import SQLite
import Testing

@Suite("An SQLite transaction") final class TransactionTests {
    private struct Changed: Error {}

    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    private var path: String { folder + "/x.db" }
    private let connection: Connection

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        connection = try Connection(folder + "/x.db", .readWrite)
        try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func count(_ connection: Connection) throws -> Int? {
        try connection.value("SELECT count(*) FROM t")
    }

    private func insert(_ connection: Connection) throws {
        try connection.run("INSERT INTO t VALUES (1)")
    }

    private func code(of body: () throws -> Void) -> SQLiteError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? SQLiteError)?.code
        }
    }

    @Test("is kept as a whole or not at all") func isAtomic() throws {
        #expect(throws: Changed.self) {
            try connection.write {
                try insert(connection)
                throw Changed()
            }
        }
        #expect(try count(connection) == 0)
        try connection.write { for _ in 0..<2 { try insert(connection) } }
        #expect(try count(connection) == 2)
        #expect(!connection.isInTransaction)
    }

    @Test("does not see what others commit after its first read") func isASnapshot() throws {
        let reader = try Connection(path, .readOnly)
        let counts = try reader.read {
            let first = try count(reader)
            try insert(connection)
            return [first, try count(reader)]
        }
        #expect(counts == [0, 0])
        #expect(try count(reader) == 1)
    }

    @Test("on a read-only connection can't write") func readsOnly() throws {
        let reader = try Connection(path, .readOnly)
        #expect(code { try insert(reader) } == .readOnly)
    }

    @Test("fails after the busy timeout while another one writes") func isBusy() throws {
        let other = try Connection(path, .readWrite)
        let refused = try connection.write { code { try other.write { try insert(other) } } }
        #expect(refused == .busy)
        try other.write { try insert(other) }
        #expect(try count(connection) == 1)
    }

    @Test("can roll back a part of it and keep the rest") func savepoint() throws {
        try connection.write {
            try insert(connection)
            #expect(throws: Changed.self) {
                try connection.savepoint {
                    try insert(connection)
                    try connection.savepoint { try insert(connection) }
                    throw Changed()
                }
            }
            try connection.savepoint { try insert(connection) }
        }
        #expect(try count(connection) == 2)
    }
}
