import Foundation
import SQLite

extension Figures {
    private static let starts = 10
    private static let ended = 10_000
    private static let configuration = ["SMARTPUSH_HISTORY_LIMIT": "20000"]

    /// The time until the daemon is ready, with a history, compared with an empty Swift program from start to end.
    static func start(_ settings: Settings) throws -> [Measured] {
        let folder = try historyFolder(settings)
        let run = folder.path + "/d"
        var ours: [Duration] = []
        var theirs: [Duration] = []
        for _ in 0..<starts {
            let daemon = try DaemonUnderTest(settings.binaries, in: run, settings: configuration)
            ours.append(daemon.startTime)
            daemon.stop()
            theirs.append(
                try timed {
                    try Child(settings.binaries + "/benchmark-empty", environment: [:], log: folder.path + "/log")
                        .wait()
                })
        }
        let (samples, empty) = (Samples(ours), Samples(theirs))
        return [
            Measured(
                6, "start to READY", samples.median.milliseconds, "ms",
                reference: ("empty program, ms", empty.median.milliseconds), target: "≤ 100 ms",
                met: samples.median <= .milliseconds(100),
                note: "\(ended) ended exchanges; longest of \(starts): \(samples.longest.milliseconds.short) ms"
            )
        ]
    }

    /// A folder with a history. A daemon creates the first entries, which are then multiplied in its database.
    private static func historyFolder(_ settings: Settings) throws -> WorkFolder {
        let folder = try WorkFolder(in: settings.folder)
        let run = folder.path + "/d"
        let wire = try Wire()
        defer { wire.stop() }
        let daemon = try DaemonUnderTest(settings.binaries, in: run, settings: configuration)
        try daemon.enroll(at: wire)
        let id = try InboxConnection(daemon.inbox).deliver(Push())
        try daemon.awaitAcknowledged([id])
        try daemon.deny([id])
        daemon.stop()
        try multiply(DaemonUnderTest.database(in: run))
        let again = try DaemonUnderTest(settings.binaries, in: run, settings: configuration)
        guard try again.count("denied") == ended else { throw Unexpected("the history is not complete") }
        again.stop()
        return folder
    }

    private static func multiply(_ database: String) throws {
        let connection = try Connection(database, .readWrite)
        let columns = try connection.rows("SELECT name FROM pragma_table_info('exchange') WHERE name <> 'number'") {
            try $0.get(0, as: String.self)
        }
        let fresh = columns.map { ["id", "pushed_exchange_id"].contains($0) ? "\($0) || '-' || n" : $0 }
        let numbers = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < \(ended - 1))"
        try connection.write {
            try connection.execute(
                """
                CREATE TEMP TABLE told AS SELECT exchange, document FROM event;
                \(numbers) INSERT INTO exchange (\(columns.joined(separator: ", ")))
                    SELECT \(fresh.joined(separator: ", ")) FROM more, exchange;
                \(numbers) INSERT INTO event (exchange, document)
                    SELECT exchange || '-' || n, document FROM more, told;
                """)
        }
    }
}
