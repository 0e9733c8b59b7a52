import FoundationEssentials
import SQLite

/// The reference for all writes: plain SQLite inserts one of the daemon's rows in its own transaction and syncs it, in
/// a database with the daemon's schema on the same disk.
final class Commits {
    private let connection: Connection
    private let insert: String
    private let template: [SQLiteValue]
    private let places: (id: Int, pushed: Int)
    private(set) var times: [Duration] = []

    /// - Parameters:
    ///   - folder: the folder for the database.
    ///   - model: a database of the daemon that contains an exchange.
    /// - Throws: if either can't be used.
    init(in folder: String, like model: String) throws {
        let daemons = try Connection(model, .readOnly)
        let tables = "SELECT sql FROM sqlite_schema WHERE tbl_name = 'exchange' AND sql IS NOT NULL"
        let schema = try daemons.rows(tables) { try $0.get(0, as: String.self) }
        let row = try daemons.first("SELECT * FROM exchange LIMIT 1") { row in
            try row.columns.indices.dropFirst().map {
                (name: row.columns[$0], value: try row.get($0, as: SQLiteValue.self))
            }
        }
        guard let row, let id = row.firstIndex(where: { $0.name == "id" }),
            let pushed = row.firstIndex(where: { $0.name == "pushed_exchange_id" })
        else { throw Unexpected("\(model) has no exchange to copy") }
        template = row.map(\.value)
        places = (id, pushed)
        let marks = row.map { _ in "?" }.joined(separator: ", ")
        insert = "INSERT INTO exchange (\(row.map(\.name).joined(separator: ", "))) VALUES (\(marks))"
        connection = try Connection(folder + "/reference.db", .readWrite)
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        for statement in schema { try connection.execute(statement) }
    }

    /// Inserts rows, each in its own transaction.
    func insert(_ count: Int) throws {
        for _ in 0..<count {
            var values = template
            values[places.id] = .text(UUID().uuidString.lowercased())
            values[places.pushed] = .text(UUID().uuidString.lowercased())
            times.append(try timed { try connection.run(insert, values) })
        }
    }

    var median: Duration { Samples(times).median }
    /// The number of commits in a second.
    var rate: Double { Double(times.count) / times.reduce(Duration.zero, +).seconds }
}
