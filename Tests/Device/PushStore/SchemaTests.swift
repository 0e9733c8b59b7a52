import Foundation
import GRDB
import PushExchange
import TestSupport
import Testing

@testable import PushStore

/// Of each schema that was ever released, a database is kept as `Schemas/NAME.sql`. It was written by the store of that time,
/// with ``KeptDatabase/write(to:)``, and made readable by sqlite3(1):
///
///     SMARTPUSH_WRITE_SCHEMA=/tmp/schema.db swift test --filter SchemaTests
///     sqlite3 /tmp/schema.db .dump > Tests/PushStoreTests/Schemas/NAME.sql
///
/// A file that is there is never made again.
@Suite("A database of a released schema") struct SchemaTests {
    @Test("is kept for each migration") func isKept() {
        for migration in Schema.migrator.migrations {
            #expect(FileManager.default.fileExists(atPath: file(migration)), "see above how it is made")
        }
        #expect(Schema.migrator.migrations.last == Schema.current)
    }

    @Test(
        "has the schema that migrating gives: a released migration never changes",
        arguments: Schema.migrator.migrations)
    func isUnchanged(migration: String) throws {
        let kept = try DatabaseQueue()
        try restore(migration, to: kept)
        let made = try DatabaseQueue()
        try Schema.migrator.migrate(made, upTo: migration)
        #expect(try tables(kept) == tables(made))
        #expect(try kept.read { try Schema.migrator.appliedIdentifiers($0) }.contains(migration))
    }

    @Test("is opened by this program, which reads back what was stored", arguments: Schema.migrator.migrations)
    func isRead(migration: String) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/smartpush.db"
            let queue = try DatabaseQueue(path: path)
            try restore(migration, to: queue)
            try queue.close()
            let store = try PushStore(path: path, describe: describe)
            let expected = try KeptDatabase.exchanges
            for exchange in expected {
                #expect(try await store.read { try $0.exchange(exchange.id) } == exchange)
            }
            let all = Snapshot.Filter(states: Set(Exchange.State.allCases), limit: 1_000)
            #expect(try await store.read { try $0.exchanges(all) }.map(\.id) == expected.reversed().map(\.id))
            #expect(try await store.read { try $0.enrollments() } == KeptDatabase.enrollments(migration))
            let isSecond = migration != "1"
            #expect(try await store.read { try $0.openScans() } == (isSecond ? [KeptDatabase.scans[0]] : []))
            #expect(try await store.read { try $0.scan("refused") } == (isSecond ? KeptDatabase.scans[1] : nil))
            #expect(try await store.read { try $0.farewells() }.map(\.enrollment) == (isSecond ? ["given-up"] : []))
            #expect(try await store.read { try $0.deviceID() } == (isSecond ? Secret("device") : nil))
            let told = expected.flatMap { ["\($0.id) received", "\($0.id) \($0.state.rawValue)"] }
            #expect(try await store.read { try $0.events(after: 0, limit: 1_000) }.map(\.document) == told)
            // Numbers that were given are not given again.
            #expect(try await store.write { try $0.insert(.new("one more")) }.number == Int64(told.count + 1))
            try store.close()
        }
    }

    @Test("has every column, state and operation in use") func isWhole() throws {
        let kept = try DatabaseQueue()
        try restore(Schema.current, to: kept)
        try kept.read { db in
            for table in ["exchange", "enrollment", "event", "scan", "farewell", "device"] {
                for column in try db.columns(in: table) {
                    let (all, set) = (
                        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0,
                        try Int.fetchOne(db, sql: "SELECT count(\(column.name)) FROM \(table)") ?? 0
                    )
                    #expect(set > 0, "\(table).\(column.name)")
                    #expect(column.isNotNull || column.primaryKeyIndex > 0 || set < all, "\(table).\(column.name)")
                }
            }
            func values(_ column: String) throws -> Set<String> {
                try String.fetchSet(db, sql: "SELECT \(column) FROM exchange WHERE \(column) IS NOT NULL")
            }
            #expect(try values("state") == Set(Exchange.State.allCases.map(\.rawValue)))
            #expect(try values("operation") == ["acknowledge", "allow", "deny", "cancel", "verify"])
            #expect(try values("decision") == ["allow", "deny", "cancel", "verify"])
            #expect(try values("progress") == ["sending", "waiting", "settling"])
            #expect(try values("ended_by") == ["user", "remote", "clock"])
        }
    }

    @Test("is written, for a new migration", .enabled(if: KeptDatabase.destination != nil, "there is none to write"))
    func isWritten() async throws {
        try await KeptDatabase.write(to: #require(KeptDatabase.destination))
    }

    private func tables(_ queue: DatabaseQueue) throws -> [String] {
        try queue.read { db in
            try String.fetchAll(
                db, sql: "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1")
        }
    }

    private func restore(_ migration: String, to queue: DatabaseQueue) throws {
        let sql = try String(contentsOfFile: file(migration), encoding: .utf8)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    private func file(_ migration: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schemas/\(migration).sql").path
    }
}

/// What the kept databases hold.
private enum KeptDatabase {
    static let destination = ProcessInfo.processInfo.environment["SMARTPUSH_WRITE_SCHEMA"]

    static func enrollments(_ migration: String) -> [Enrollment] {
        var plain = Enrollment.sample("enrollment-2", tenantKey: "other", createdAt: .start + .seconds(1))
        plain.name = nil
        plain.tenantName = nil
        plain.pathSet = .guide
        var whole = Enrollment.sample()
        if migration != "1" { whole.nextPushID = Secret("next push") }
        return [whole, plain]
    }

    static let scans = [
        EnrollmentScan(
            id: "verifying", name: "Desk", baseURL: "https://example.com", tenantKey: "tenant", tenantName: "Tenant",
            sub: "s", pathSet: .v2, device: .given, linkID: Secret("link"), currentID: Secret("current"),
            choices: ["12", "55"], number: Secret("55"), state: .verifying, isInDoubt: true, createdAt: .start,
            updatedAt: .start + .seconds(1), expiresAt: .start + .seconds(2)),
        EnrollmentScan(
            id: "refused", name: nil, baseURL: "https://example.com", tenantKey: "tenant", tenantName: nil, sub: "s",
            pathSet: .guide, device: nil, linkID: nil, currentID: nil, state: .refused,
            failure: Failure.refused(Refusal(code: "VER_0032", status: nil, subject: .enrollment, recorded: "no")),
            createdAt: .start, updatedAt: .start, expiresAt: .start),
    ]

    static var exchanges: [Exchange] {
        get throws {
            let push = PushPayload(
                exchangeID: Secret("pushed-named"), tenantKey: "tenant", sub: "sub", tenantName: "Tenant",
                expiresAt: .start + .seconds(300))
            return try Shapes.all + [Exchange(id: "named", enrollment: "enrollment-1", push: push, at: .start)]
        }
    }

    static func write(to path: String) async throws {
        let store = try PushStore(path: path, describe: describe)
        let exchanges = try exchanges
        try await store.write { transaction in
            for enrollment in enrollments(Schema.current) { try transaction.insert(enrollment) }
            for scan in scans { try transaction.put(scan) }
            try transaction.insertFarewells(of: .sample("given-up"), at: .start)
            try transaction.insert(deviceID: Secret("device"))
            for exchange in exchanges {
                let begun = Exchange.new(exchange.id)
                _ = try transaction.insert(exchange.id == "named" ? exchange : begun)
                _ = try transaction.update(exchange)
            }
        }
        try store.close()
    }
}

extension DeviceCredentials {
    fileprivate static let given = DeviceCredentials(
        clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p"))
}
