import FoundationEssentials
import GRDB

/// The reference for whatever is written: one row of the daemon's, inserted by plain SQLite in a transaction of its own
/// and synced, in a database with the daemon's own schema on the same disk.
final class Commits {
    private let queue: DatabaseQueue
    private let insert: String
    private let template: [DatabaseValue]
    private let places: (id: Int, pushed: Int)
    private(set) var times: [Duration] = []

    /// - Parameters:
    ///   - folder: for the database.
    ///   - model: a database of the daemon's, with an exchange in it.
    /// - Throws: where either can't be used.
    init(in folder: String, like model: String) throws {
        var reading = Configuration()
        reading.readonly = true
        let row = try DatabaseQueue(path: model, configuration: reading).read { db in
            let tables = "SELECT sql FROM sqlite_master WHERE tbl_name = 'exchange' AND sql IS NOT NULL"
            let row = try Row.fetchOne(db, sql: "SELECT * FROM exchange LIMIT 1")
            return (schema: try String.fetchAll(db, sql: tables), row: row)
        }
        guard let columns = row.row.map({ Array($0.columnNames.dropFirst()) }),
            let values = row.row.map({ Array($0.databaseValues.dropFirst()) }),
            let id = columns.firstIndex(of: "id"), let pushed = columns.firstIndex(of: "pushed_exchange_id")
        else { throw Unexpected("\(model) has no exchange to copy") }
        template = values
        places = (id, pushed)
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        insert = "INSERT INTO exchange (\(columns.joined(separator: ", "))) VALUES (\(marks))"
        var writing = Configuration()
        writing.journalMode = .wal
        queue = try DatabaseQueue(path: folder + "/reference.db", configuration: writing)
        try queue.writeWithoutTransaction { db in
            // After opening: GRDB sets NORMAL.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            for statement in row.schema { try db.execute(sql: statement) }
        }
    }

    /// Inserts rows, each in a transaction of its own.
    func insert(_ count: Int) throws {
        try queue.writeWithoutTransaction { db in
            let statement = try db.cachedStatement(sql: insert)
            for _ in 0..<count {
                var values = template
                values[places.id] = UUID().uuidString.lowercased().databaseValue
                values[places.pushed] = UUID().uuidString.lowercased().databaseValue
                let arguments = StatementArguments(values)
                times.append(try timed { try statement.execute(arguments: arguments) })
            }
        }
    }

    var median: Duration { Samples(times).median }
    /// Commits a second.
    var rate: Double { Double(times.count) / times.reduce(Duration.zero, +).seconds }
}
