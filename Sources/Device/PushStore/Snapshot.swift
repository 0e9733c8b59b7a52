package import PushExchange
import SQLite

/// What can be read from the database; valid only inside ``PushStore/read(_:)``.
package struct Snapshot {
    let db: Connection

    package func exchange(_ id: String) throws -> Exchange? {
        try one("id = ?", [id])
    }

    /// The exchange that a push belongs to: by the id that it brought, or by the one that the next step spends.
    package func exchange(of push: PushPayload, enrollment: String) throws -> Exchange? {
        try one("enrollment = ? AND pushed_exchange_id = ?", [enrollment, push.exchangeID.reveal()])
            ?? one("enrollment = ? AND current_exchange_id = ?", [enrollment, push.exchangeID.reveal()])
    }

    /// All that is still open, oldest first.
    package func openExchanges() throws -> [Exchange] {
        try many("state IN (\(Self.openStates)) ORDER BY number", [])
    }

    package func openCount() throws -> Int {
        try count("SELECT count(*) FROM exchange WHERE state IN (\(Self.openStates))")
    }

    /// The ids that begin with `prefix`, at most two: enough to tell none, one and several apart.
    package func exchangeIDs(beginningWith prefix: String) throws -> [String] {
        try db.rows(
            "SELECT id FROM exchange WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", [prefix, prefix + "\u{7F}"]
        ) { try $0.get(0) }
    }

    /// Which exchanges a listing holds.
    package struct Filter: Sendable {
        package var states: Set<Exchange.State>
        package var enrollment: String?
        /// Only what came before the exchange of this id.
        package var before: String?
        package var limit: Int

        package init(states: Set<Exchange.State>, enrollment: String? = nil, before: String? = nil, limit: Int) {
            self.states = states
            self.enrollment = enrollment
            self.before = before
            self.limit = limit
        }
    }

    /// Newest first.
    package func exchanges(_ filter: Filter) throws -> [Exchange] {
        var conditions = ["state IN (\(Self.quoted(filter.states)))"]
        var values: [any SQLiteConvertible] = []
        if let enrollment = filter.enrollment {
            conditions.append("enrollment = ?")
            values.append(enrollment)
        }
        if let before = filter.before {
            conditions.append("number < (SELECT number FROM exchange WHERE id = ?)")
            values.append(before)
        }
        values.append(filter.limit)
        return try many("\(conditions.joined(separator: " AND ")) ORDER BY number DESC LIMIT ?", values)
    }

    package func counts() throws -> [Exchange.State: Int] {
        var counts: [Exchange.State: Int] = [:]
        let rows = try db.rows("SELECT state, count(*) FROM exchange GROUP BY state") { row in
            (state: try row.get(0, as: String.self), count: try row.get(1, as: Int.self))
        }
        for row in rows { Exchange.State(rawValue: row.state).map { counts[$0] = row.count } }
        return counts
    }

    package func lastDelivery() throws -> Timestamp? {
        try db.value("SELECT received_at FROM exchange ORDER BY number DESC LIMIT 1", as: Int64.self)
            .map { Timestamp(milliseconds: $0) }
    }

    /// The database's size, in bytes, without its log.
    package func size() throws -> Int {
        try count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    }

    package var schema: String { "\(Schema.current)" }

    // MARK: Events

    /// A change of an exchange as it was told, and its number in the order of all changes.
    package struct RecordedEvent: Sendable, Equatable {
        package let number: Int64
        package let document: String

        package init(number: Int64, document: String) {
            self.number = number
            self.document = document
        }
    }

    /// What was told after the event of a number, oldest first.
    package func events(after number: Int64, limit: Int) throws -> [RecordedEvent] {
        try db.rows(
            "SELECT number, document FROM event WHERE number > ? ORDER BY number LIMIT ?", [number, limit]
        ) { row in
            RecordedEvent(number: try row.get(0), document: try row.get(1))
        }
    }

    /// The number of the last event there ever was; 0 before the first.
    package func lastEvent() throws -> Int64 {
        try db.value("SELECT seq FROM sqlite_sequence WHERE name = 'event'") ?? 0
    }

    // MARK: Reading rows

    /// As SQL lists them: which states are open is the machine's to say, and nowhere else written down.
    static let openStates = quoted(Exchange.State.allCases.filter(\.isOpen))
    static let endedStates = quoted(Exchange.State.allCases.filter { !$0.isOpen })
    static let openScanStates = quoted(EnrollmentScan.State.allCases.filter(\.isOpen))

    private static func quoted(_ states: some Sequence<some RawRepresentable<String>>) -> String {
        states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    }

    private func one(_ condition: String, _ values: [any SQLiteConvertible]) throws -> Exchange? {
        try db.first("\(ExchangeRow.select) WHERE \(condition)", values, ExchangeRow.exchange(from:))
    }

    private func many(_ condition: String, _ values: [any SQLiteConvertible]) throws -> [Exchange] {
        try db.rows("\(ExchangeRow.select) WHERE \(condition)", values, ExchangeRow.exchange(from:))
    }

    private func count(_ sql: String) throws -> Int {
        try db.value(sql) ?? 0
    }
}
