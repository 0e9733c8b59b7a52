import FoundationEssentials
import PushExchange
import SQLite

/// The row of an exchange.
enum ExchangeRow {
    /// In the order in which the arguments are bound and ``exchange(from:)`` reads them.
    static let columns = [
        "id", "enrollment", "sub", "tenant_key", "tenant_name", "verification_type", "pushed_exchange_id",
        "received_at", "account", "state", "current_exchange_id", "status_id", "expires_at", "skew", "sign_in",
        "choices",
        "operation",
        "attempt", "operation_since", "progress", "in_doubt", "settle_by", "decision", "reason", "passcode",
        "answered_by_pid", "answered_by_exe", "ended_by", "failure_code", "failure_detail", "updated_at",
        "reference", "confirmed", "version",
    ]
    private static let list = columns.joined(separator: ", ")
    static let select = "SELECT \(list) FROM exchange"
    static let insert = """
        INSERT INTO exchange (\(list)) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """
    /// The columns before `state` never change.
    static let update = """
        UPDATE exchange SET \(columns[changing].map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?
        """
    private static let changing = 9...

    static func insertArguments(_ exchange: Exchange) throws -> [any SQLiteConvertible] {
        let fixed: [any SQLiteConvertible] = [
            exchange.id, exchange.enrollment, exchange.sub, exchange.tenantKey, exchange.tenantName,
            exchange.verificationType, exchange.pushedID.reveal(), exchange.receivedAt.milliseconds, exchange.account,
        ]
        return fixed + (try changing(exchange))
    }

    static func updateArguments(_ exchange: Exchange) throws -> [any SQLiteConvertible] {
        try changing(exchange) + [exchange.id]
    }

    private static func changing(_ exchange: Exchange) throws -> [any SQLiteConvertible] {
        let operation = exchange.operation
        return [
            exchange.state.rawValue, exchange.currentID?.reveal(), exchange.statusID?.reveal(),
            exchange.expiresAt.milliseconds, exchange.skew.wholeMilliseconds,
            exchange.signIn == SignIn() ? nil : SignInText.text(of: exchange.signIn), try exchange.choices.map(json),
            operation?.step.name.rawValue, operation?.attempt, operation?.since.milliseconds,
            operation?.progress.rawValue, operation?.inDoubt, operation?.settleBy?.milliseconds,
            exchange.decision?.name.rawValue, exchange.decision?.reason, passcode(exchange.decision),
            exchange.answeredBy?.pid, exchange.answeredBy?.exe, exchange.endedBy?.rawValue, exchange.failure?.code,
            exchange.failure?.record, exchange.updatedAt.milliseconds, exchange.reference, exchange.isConfirmed,
            exchange.version,
        ]
    }

    /// - Throws: ``UnknownValue`` or an error of the decoding, if the row has a value that this program never writes.
    static func exchange(from row: Row) throws -> Exchange {
        Exchange(
            id: try row.get(0), enrollment: try row.get(1), sub: try row.get(2), tenantKey: try row.get(3),
            tenantName: try row.get(4),
            verificationType: try row.get(5), pushedID: Secret(try row.get(6)),
            receivedAt: Timestamp(milliseconds: try row.get(7)),
            state: try known(row, 9), currentID: secret(try row.get(10)), statusID: secret(try row.get(11)),
            expiresAt: Timestamp(milliseconds: try row.get(12)), skew: .milliseconds(try row.get(13, as: Int64.self)),
            signIn: try row.get(14, as: String?.self).map(SignInText.signIn) ?? SignIn(),
            choices: try parsed(try row.get(15)), operation: try operation(from: row),
            decision: try decision(from: row),
            answeredBy: try row.get(25, as: Int32?.self).map { Caller(pid: $0, exe: try row.get(26)) },
            endedBy: try optional(row, 27),
            failure: try row.get(28, as: String?.self).map {
                Failure(code: $0, record: try row.get(29), reference: try row.get(31), subject: .signIn)
            },
            updatedAt: Timestamp(milliseconds: try row.get(30)), account: try row.get(8), reference: try row.get(31),
            isConfirmed: try row.get(32), version: try row.get(33)
        )
    }

    private static func operation(from row: Row) throws -> Exchange.Operation? {
        guard let name: Step.Name = try optional(row, 16) else { return nil }
        return Exchange.Operation(
            step: try step(name, from: row), attempt: try row.get(17, as: Int?.self) ?? 1,
            since: Timestamp(milliseconds: try row.get(18, as: Int64?.self) ?? 0),
            progress: try known(row, 19), inDoubt: try row.get(20, as: Bool?.self) ?? false,
            settleBy: try row.get(21, as: Int64?.self).map { Timestamp(milliseconds: $0) }
        )
    }

    private static func decision(from row: Row) throws -> Step? {
        try (optional(row, 22) as Step.Name?).map { try step($0, from: row) }
    }

    private static func step(_ name: Step.Name, from row: Row) throws -> Step {
        switch name {
        case .acknowledge: .acknowledge
        case .allow: .allow
        case .deny: .deny(reason: try row.get(23))
        case .cancel: .cancel(reason: try row.get(23))
        case .verify: .verify(passcode: Secret(try row.get(24, as: String?.self) ?? ""))
        }
    }

    private static func passcode(_ step: Step?) -> String? {
        guard case .verify(let passcode) = step else { return nil }
        return passcode.reveal()
    }

    private static func secret(_ value: String?) -> Secret<String>? {
        value.map { Secret($0) }
    }

    private static func known<Value: RawRepresentable<String>>(_ row: Row, _ index: Int) throws -> Value {
        guard let value: Value = try optional(row, index) else { throw UnknownValue(column: columns[index]) }
        return value
    }

    private static func optional<Value: RawRepresentable<String>>(_ row: Row, _ index: Int) throws -> Value? {
        guard let text = try row.get(index, as: String?.self) else { return nil }
        guard let value = Value(rawValue: text) else { throw UnknownValue(column: columns[index]) }
        return value
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static func parsed<Value: Decodable>(_ text: String?) throws -> Value? {
        try text.map { try JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }

    struct UnknownValue: Error, CustomStringConvertible {
        let column: String
        var description: String { "the database holds a value of \(column) that this version does not know" }
    }
}
