package import PushExchange
import SQLite

/// Reads the database; valid only inside ``PushStore/read(_:)`` and ``PushStore/readNow(_:)``, and in a
/// ``Transaction``.
package struct Snapshot {
    let db: Connection

    /// The exchange with an id; `nil` if there is none.
    package func exchange(_ id: String) throws -> Exchange? {
        try one("id = ?", [id])
    }

    /// The exchange that a push belongs to. It is found by the exchange id that came with the first push, or by the id
    /// for the next step.
    package func exchange(of push: PushPayload, enrollment: String) throws -> Exchange? {
        try one("enrollment = ? AND pushed_exchange_id = ?", [enrollment, push.exchangeID.reveal()])
            ?? one("enrollment = ? AND current_exchange_id = ?", [enrollment, push.exchangeID.reveal()])
    }

    /// The open exchanges, the oldest first.
    package func openExchanges() throws -> [Exchange] {
        try many("state IN (\(Self.openStates)) ORDER BY number", [])
    }

    /// How many exchanges are open.
    package func openCount() throws -> Int {
        try count("SELECT count(*) FROM exchange WHERE state IN (\(Self.openStates))")
    }

    /// The ids that begin with `prefix`, at most two: enough to tell whether it is ambiguous.
    package func exchangeIDs(beginningWith prefix: String) throws -> [String] {
        try db.rows(
            "SELECT id FROM exchange WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", [prefix, prefix + "\u{7F}"]
        ) { try $0.get(0) }
    }

    /// The exchanges that a listing contains.
    package struct Filter: Sendable {
        /// Only exchanges in one of these states.
        package var states: Set<Exchange.State>
        /// Only exchanges of the enrollment with this id; `nil` for all.
        package var enrollment: String?
        /// Only exchanges that came before the one with this id; `nil` for all.
        package var before: String?
        /// At most so many, the newest.
        package var limit: Int

        package init(states: Set<Exchange.State>, enrollment: String? = nil, before: String? = nil, limit: Int) {
            self.states = states
            self.enrollment = enrollment
            self.before = before
            self.limit = limit
        }
    }

    /// The exchanges that pass a filter, the newest first.
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

    /// How many exchanges are in each state; states without any are missing.
    package func counts() throws -> [Exchange.State: Int] {
        var counts: [Exchange.State: Int] = [:]
        let rows = try db.rows("SELECT state, count(*) FROM exchange GROUP BY state") { row in
            (state: try row.get(0, as: String.self), count: try row.get(1, as: Int.self))
        }
        for row in rows { Exchange.State(rawValue: row.state).map { counts[$0] = row.count } }
        return counts
    }

    /// When the newest exchange was received; `nil` if there is none.
    package func lastDelivery() throws -> Timestamp? {
        try db.value("SELECT received_at FROM exchange ORDER BY number DESC LIMIT 1", as: Int64.self)
            .map { Timestamp(milliseconds: $0) }
    }

    /// The size of the database in bytes, without its log.
    package func size() throws -> Int {
        try count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    }

    /// The schema version that this program writes, for display.
    package var schema: String { "\(Schema.current)" }

    // MARK: Events

    /// An event: the document of an exchange after a change, as it was sent to the followers.
    package struct RecordedEvent: Sendable, Equatable {
        /// Its number in the order of all changes; it increases, but may skip numbers.
        package let number: Int64
        /// What `describe` made of the exchange, see ``PushStore/init(path:onDamage:describe:)``.
        package let document: String

        package init(number: Int64, document: String) {
            self.number = number
            self.document = document
        }
    }

    /// The events after the one with this number, the oldest first, at most `limit`.
    package func events(after number: Int64, limit: Int) throws -> [RecordedEvent] {
        try db.rows(
            "SELECT number, document FROM event WHERE number > ? ORDER BY number LIMIT ?", [number, limit]
        ) { row in
            RecordedEvent(number: try row.get(0), document: try row.get(1))
        }
    }

    /// The number of the last event ever, even if it was removed; 0 before the first.
    package func lastEvent() throws -> Int64 {
        try db.value("SELECT seq FROM sqlite_sequence WHERE name = 'event'") ?? 0
    }

    // MARK: Reading rows

    /// The open states as an SQL list. Only the state machine defines which states are open.
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
