import Foundation
import SQLite
import Subprocess
import TestSupport
import Testing

@Suite("A damaged database")
struct DamagedDatabaseTests {
    enum Damage: String, CaseIterable, CustomTestStringConvertible {
        case noDatabase = "that is none at all"
        case page = "with a page overwritten in its middle"
        case truncated = "that was cut"
        case emptied = "that was emptied while its log is left"
        case log = "whose log is broken in its middle"
        case logHeader = "whose log has no header"

        var testDescription: String { rawValue }
        /// Whether the daemon before ended without moving its log into the database.
        var needsLog: Bool { self == .log || self == .logHeader || self == .emptied }
    }

    @Test("is set aside and reported, and a new one is begun", arguments: Damage.allCases)
    func setAside(damage: Damage) async throws {
        try await withSignIn { daemon, server, _, _ in
            let stage = daemon.stage
            for _ in 0..<20 { #expect(try await daemon.deliver(push(server.enrollment).text)["ok"] == true) }
            try await daemon.stop(damage.needsLog ? .kill : .terminate)
            try damage.apply(to: stage.database)
            let damaged = try stage.bytes(stage.database)
            let log = (try? stage.bytes(stage.database + "-wal")) ?? Data()

            let next = try await stage.daemon()
            let kept = try #require(try stage.filesSetAside().first { !$0.hasSuffix("-wal") })
            #expect(kept.wholeMatch(of: /.*\/smartpush\.db\.damaged-\d{8}T\d{6}Z/) != nil)
            #expect(try stage.bytes(kept) == damaged)
            #expect(((try? stage.bytes(kept + "-wal")) ?? Data()) == log)
            let said = try await next.program.errors.line(with: "event=database_damaged")
            #expect(said.contains("critical"))
            for words in [kept, "sqlite3 \(kept) .recover", "smartpush enroll"] { #expect(said.contains(words)) }

            // It runs with a new database, and asks for an enrollment until someone has handled the old one.
            #expect(try await next.exchanges() == [])
            let health = try await next.get("/v1/status").json["health"]["database"]
            #expect(health["ok"] == false)
            #expect(health["detail"].string?.contains(kept) == true)
            let shown = try await stage.smartpush("status")
            #expect(shown.output.contains(kept))
            _ = try await next.enroll(server.enrollment)
            _ = try await server.initiate()
            try await next.settled("acknowledged")
            for file in try stage.filesSetAside() { try FileManager.default.removeItem(atPath: file) }
            #expect(try await next.get("/v1/status").json["health"]["database"]["ok"] == true)
        }
    }

    @Test("never replaces one that was set aside before")
    func setAsideAgain() async throws {
        try await Stage.with { stage in
            for number in 1...3 {
                try stage.write("no database, \(number)", to: stage.database)
                try await stage.daemon().stop()
            }
            let contents = try stage.filesSetAside().map { String(decoding: try stage.bytes($0), as: UTF8.self) }
            #expect(Set(contents) == ["no database, 1", "no database, 2", "no database, 3"])
        }
    }

    @Test("that is noticed at run time ends the daemon with a failure; the next start begins a new one")
    func whileItRuns() async throws {
        try await withSignIn { daemon, server, _, id in
            let stage = daemon.stage
            for _ in 0..<20 { #expect(try await daemon.deliver(push(server.enrollment).text)["ok"] == true) }
            try Damage.overwrite(stage.database, from: 0, every: 4_096)
            try Damage.overwrite(stage.database + "-wal", from: 32 + 24, every: 4_096 + 24)
            // Pages are only read again after something was written.
            repeat {
                _ = try? await daemon.deliver(push(server.enrollment).text)
            } while (try? await daemon.get("/v1/exchanges?limit=200").status) == 200
            guard case .exited(70) = try await daemon.program.termination else {
                Issue.record("it ended otherwise: \(daemon.log)")
                return
            }
            #expect(daemon.log.contains("smartpushd: \(stage.database) is damaged"))
            let kept = try #require(try stage.filesSetAside().first)
            #expect(daemon.log.contains("sqlite3 \(kept) .recover"))
            let next = try await stage.daemon()
            #expect(try await next.exchanges() == [])
            #expect(try await next.get("/v1/status").json["health"]["database"]["ok"] == false)
        }
    }

    @Test("is not reported if it is locked or can't be read, and nothing is set aside")
    func otherTrouble() async throws {
        try await withSilentServer { daemon, enrollment in
            let stage = daemon.stage
            let id = try #require(try await daemon.deliver(push(enrollment).text)["id"].string)
            try await daemon.stop()

            var other: Connection? = try Connection(stage.database, .readWrite)
            try other?.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT")
            let locked = try await stage.failingDaemon()
            #expect(locked.errors.contains("another program holds"))
            expectOneSentence(locked)
            other = nil

            try FileManager.default.moveItem(atPath: stage.database, toPath: stage.folder + "/kept")
            // Reading from here is an input/output error.
            try FileManager.default.createSymbolicLink(
                atPath: stage.database, withDestinationPath: "/proc/self/mem")
            let unreadable = try await stage.failingDaemon()
            #expect(unreadable.code == 70)
            expectOneSentence(unreadable)
            try FileManager.default.removeItem(atPath: stage.database)
            try FileManager.default.moveItem(atPath: stage.folder + "/kept", toPath: stage.database)

            #expect(try stage.filesSetAside() == [])
            #expect(try await stage.daemon().exchange(id)["state"] == "received")
        }
    }

    @Test("is never left behind by a killed daemon", arguments: 1...5)
    func killed(pushes: Int) async throws {
        try await withSilentServer { daemon, enrollment in
            for _ in 0..<pushes { try await daemon.deliver(push(enrollment).text) }
            try await daemon.stop(.kill)
            // The last commit may be torn.
            let log = try daemon.stage.bytes(daemon.stage.database + "-wal")
            try log.dropLast(5_000).write(to: URL(filePath: daemon.stage.database + "-wal"))
            let next = try await daemon.stage.daemon()
            #expect(try await next.get("/v1/enrollments").json["enrollments"].array.count == 1)
            #expect(try daemon.stage.filesSetAside() == [])
        }
    }
}

@Suite("A database of a newer version")
struct NewerDatabaseTests {
    @Test("is refused with a sentence, and is not changed by a single byte", arguments: [Signal.terminate, .kill])
    func newer(signal: Signal) async throws {
        try await withSilentServer { daemon, enrollment in
            let stage = daemon.stage
            try await daemon.deliver(push(enrollment).text)
            try await daemon.stop(signal)
            // A killed program leaves what it wrote in the log only.
            let sql = "PRAGMA user_version = 999;"
            let end = signal == .kill ? ".shell kill -9 $PPID" : ""
            _ = try await stage.run("sqlite3", [stage.database], input: "\(sql)\n\(end)\n")
            let before = try [stage.bytes(stage.database), try? stage.bytes(stage.database + "-wal")]
            #expect((before[1] != nil) == (signal == .kill))
            for _ in 1...2 {
                let refused = try await stage.failingDaemon()
                #expect(refused.code == 70)
                #expect(refused.errors.contains("\(stage.database) was written by a newer smartpush"))
                expectOneSentence(refused)
                #expect(try stage.bytes(stage.database) == before[0])
                #expect(((try? stage.bytes(stage.database + "-wal")) ?? Data()) == before[1] ?? Data())
            }
            #expect(try stage.filesSetAside() == [])
        }
    }
}

extension DamagedDatabaseTests.Damage {
    fileprivate func apply(to path: String) throws {
        switch self {
        case .noDatabase: try Data("this is no database, but something else".utf8).write(to: URL(filePath: path))
        // From the middle on, so that it includes a page in use.
        case .page: try Self.overwrite(path, from: size(of: path) / 8_192 * 4_096, every: 4_096)
        case .truncated: try Self.change(path) { $0.removeLast($0.count / 2) }
        case .emptied: try Self.change(path) { $0.removeAll() }
        case .log: try Self.change(path + "-wal") { $0.overwrite(at: $0.count / 2) }
        case .logHeader: try Self.change(path + "-wal") { $0.overwrite(at: 8) }
        }
    }

    static func overwrite(_ path: String, from start: Int, every step: Int) throws {
        try change(path) { bytes in
            for offset in stride(from: start, to: bytes.count, by: step) { bytes.overwrite(at: offset) }
        }
    }

    private func size(of path: String) throws -> Int { try Data(contentsOf: URL(filePath: path)).count }

    private static func change(_ path: String, _ change: (inout Data) -> Void) throws {
        var bytes = try Data(contentsOf: URL(filePath: path))
        change(&bytes)
        // In place, because a running daemon would not have a new file open.
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: bytes)
        try file.close()
    }
}

extension Data {
    fileprivate mutating func overwrite(at offset: Int) {
        replaceSubrange(offset..<Swift.min(offset + 24, count), with: repeatElement(0x5A, count: 24))
    }
}

extension Stage {
    fileprivate func bytes(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path))
    }

    /// The databases that were set aside as damaged.
    func filesSetAside() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: state).filter { $0.contains(".damaged-") }.sorted()
            .map { "\(state)/\($0)" }
    }
}
