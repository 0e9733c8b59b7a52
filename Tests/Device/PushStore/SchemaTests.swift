import Foundation
import SQLite
import TestSupport
import Testing

@testable import PushExchange
@testable import PushStore

/// For each schema that was ever released there is a database in `Schemas/NAME.sql`. The store of that time wrote it,
/// with ``KeptDatabase/write(to:)``, and sqlite3(1) made it readable:
///
///     SMARTPUSH_WRITE_SCHEMA=/tmp/schema.db swift test --filter SchemaTests
///     (sqlite3 /tmp/schema.db .dump; echo 'PRAGMA user_version=NAME;') > Tests/Device/PushStore/Schemas/NAME.sql
///
/// An existing file is never written again.
@Suite("A database of a released schema") struct SchemaTests {
    private static let versions = Schema.migrations.map(\.version)

    @Test("is kept for each migration") func isKept() {
        for version in Self.versions {
            #expect(FileManager.default.fileExists(atPath: file(version)), "see above how it is made")
        }
        #expect(Self.versions == Array(1...Schema.current))
    }

    @Test("has the schema that the migrations make: a released migration never changes", arguments: versions)
    func isUnchanged(version: Int) throws {
        let kept = try restored(version, at: ":memory:")
        let made = try Connection(":memory:", .readWrite)
        try made.migrate(Schema.migrations.filter { $0.version <= version })
        #expect(try tables(kept) == tables(made))
    }

    @Test("of 0.1.0, which GRDB numbered, keeps its number and its tables", arguments: [1, 2])
    func isTakenOver(version: Int) throws {
        let kept = try restored(version, at: ":memory:")
        #expect(try kept.schemaVersion() == 0)
        try Schema.migrate(kept)
        #expect(try kept.schemaVersion() == Schema.current)
        let made = try Connection(":memory:", .readWrite)
        try Schema.migrate(made)
        #expect(try tables(kept) == tables(made))
        // 0.1.0 can continue with it, because its own record says that it has this schema.
        let names = try kept.rows("SELECT identifier FROM grdb_migrations ORDER BY 1") {
            try $0.get(0, as: String.self)
        }
        #expect(names == Self.versions.map { "\($0)" })
    }

    @Test("is opened by this program, which reads everything in it", arguments: versions)
    func isRead(version: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/smartpush.db"
            _ = try restored(version, at: path)
            let store = try PushStore(path: path, describe: describe)
            let expected = try KeptDatabase.exchanges(version)
            for exchange in expected {
                // What earlier releases did not store is filled in.
                var filled = exchange
                if version < 3 { filled.isConfirmed = exchange.state != .received }
                let wanted = filled
                #expect(try await store.read { try $0.exchange(exchange.id) } == wanted)
            }
            let all = Snapshot.Filter(states: Set(Exchange.State.allCases), limit: 1_000)
            #expect(try await store.read { try $0.exchanges(all) }.map(\.id) == expected.reversed().map(\.id))
            #expect(try await store.read { try $0.enrollments() } == KeptDatabase.enrollments(version))
            let isSecond = version > 1
            #expect(try await store.read { try $0.openScans() } == (isSecond ? [KeptDatabase.scans(version)[0]] : []))
            #expect(
                try await store.read { try $0.scan("refused") } == (isSecond ? KeptDatabase.scans(version)[1] : nil))
            let deregistrations = try await store.read { try $0.deregistrations() }
            #expect(deregistrations.map(\.enrollment) == (isSecond ? ["given-up"] : []))
            #expect(try await store.read { try $0.knownPaths().count } == (version > 2 ? 1 : 0))
            #expect(try await store.read { try $0.deviceID() } == (isSecond ? Secret("device") : nil))
            let told = expected.flatMap { ["\($0.id) received", "\($0.id) \($0.state.rawValue)"] }
            #expect(try await store.read { try $0.events(after: 0, limit: 1_000) }.map(\.document) == told)
            // Numbers are not used again.
            #expect(try await store.write { try $0.insert(.new("one more")) }.number == Int64(told.count + 1))
            store.close()
        }
    }

    @Test("has every column, state and operation in use") func isWhole() throws {
        let kept = try restored(Schema.current, at: ":memory:")
        for table in ["exchange", "enrollment", "event", "scan", "farewell", "device", "known_path"] {
            let columns = try kept.rows("SELECT name, \"notnull\", pk FROM pragma_table_info(?)", [table]) { row in
                (name: try row.get(0, as: String.self), isFilled: try row.get(1) || row.get(2, as: Int.self) > 0)
            }
            for column in columns {
                let all = try kept.value("SELECT count(*) FROM \(table)", as: Int.self) ?? 0
                let set = try kept.value("SELECT count(\(column.name)) FROM \(table)", as: Int.self) ?? 0
                #expect(set > 0, "\(table).\(column.name)")
                #expect(column.isFilled || set < all, "\(table).\(column.name)")
            }
        }
        func values(_ column: String) throws -> Set<String> {
            Set(
                try kept.rows("SELECT \(column) FROM exchange WHERE \(column) IS NOT NULL") {
                    try $0.get(0, as: String.self)
                })
        }
        #expect(try values("state") == Set(Exchange.State.allCases.map(\.rawValue)))
        #expect(try values("operation") == ["acknowledge", "allow", "deny", "cancel", "verify"])
        #expect(try values("decision") == ["allow", "deny", "cancel", "verify"])
        #expect(try values("progress") == ["sending", "waiting", "settling"])
        #expect(try values("ended_by") == ["user", "remote", "clock"])
    }

    @Test("is written for a new migration", .enabled(if: KeptDatabase.destination != nil, "there is none to write"))
    func isWritten() async throws {
        try await KeptDatabase.write(to: #require(KeptDatabase.destination))
    }

    private func tables(_ connection: Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema
                WHERE tbl_name <> 'grdb_migrations' ORDER BY 1
            """
        ) { try $0.get(0) }
    }

    private func restored(_ version: Int, at path: String) throws -> Connection {
        let connection = try Connection(path, .readWrite)
        try connection.execute(try String(contentsOfFile: file(version), encoding: .utf8))
        return connection
    }

    private func file(_ version: Int) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schemas/\(version).sql").path
    }
}

/// The content of the kept databases.
private enum KeptDatabase {
    static let destination = ProcessInfo.processInfo.environment["SMARTPUSH_WRITE_SCHEMA"]

    static func enrollments(_ version: Int) -> [Enrollment] {
        var plain = Enrollment.sample("enrollment-2", tenantKey: "other", createdAt: .start + .seconds(1))
        plain.name = nil
        plain.tenantName = nil
        plain.paths = .auto
        var whole = Enrollment.sample()
        if version > 1 { whole.nextPushID = Secret("next push") }
        if version > 2 {
            whole.account = "user@example.com"
            whole.deviceName = "desk"
            whole.lastPushAt = .start
        }
        return [whole, plain]
    }

    static func scans(_ version: Int) -> [EnrollmentScan] {
        let isThird = version > 2
        return [
            EnrollmentScan(
                id: "verifying", name: "Desk", baseURL: "https://example.com", tenantKey: "tenant",
                tenantName: "Tenant",
                sub: "s", account: isThird ? "user@example.com" : nil, deviceName: isThird ? "desk" : nil, paths: .v2,
                device: .given, linkID: Secret("link"), currentID: Secret("current"),
                choices: ["12", "55"], number: Secret("55"), state: .verifying, isInDoubt: true, createdAt: .start,
                updatedAt: .start + .seconds(1), expiresAt: .start + .seconds(2)),
            EnrollmentScan(
                id: "refused", name: nil, baseURL: "https://example.com", tenantKey: "tenant", tenantName: nil,
                sub: "s",
                paths: .auto, device: nil, linkID: nil, currentID: nil, state: .refused,
                failure: Failure.refused(Refusal(code: "VER_0032", status: nil, subject: .enrollment, recorded: "no")),
                createdAt: .start, updatedAt: .start, expiresAt: .start),
        ]
    }

    static func exchanges(_ version: Int) throws -> [Exchange] {
        let push = PushPayload(
            exchangeID: Secret("pushed-named"), tenantKey: "tenant", sub: "sub", tenantName: "Tenant",
            expiresAt: .start + .seconds(300))
        var account: Account?
        if version > 2 { account = Account(sub: "sub", tenantKey: "tenant", label: "user@example.com") }
        var named = Exchange(id: "named", enrollment: "enrollment-1", of: account, push: push, at: .start)
        if version > 2 { named.reference = "ref-1" }
        return try Shapes.all + [named]
    }

    static func write(to path: String) async throws {
        let store = try PushStore(path: path, describe: describe)
        let exchanges = try exchanges(Schema.current)
        try await store.write { transaction in
            for enrollment in enrollments(Schema.current) { try transaction.insert(enrollment) }
            for scan in scans(Schema.current) { try transaction.put(scan) }
            try transaction.insertDeregistrations(of: .sample("given-up"), at: .start)
            try transaction.insert(deviceID: Secret("device"))
            try transaction.put(KnownPath(baseURL: "https://example.com", request: .allow, paths: .v2))
            for exchange in exchanges {
                let begun = Exchange.new(exchange.id)
                _ = try transaction.insert(exchange.id == "named" ? exchange : begun)
                _ = try transaction.update(exchange)
            }
        }
        store.close()
    }
}

extension DeviceCredentials {
    fileprivate static let given = DeviceCredentials(
        clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p"))
}
