import PushExchange
import PushStore

/// What a transaction changed.
struct Change<Value: Sendable>: Sendable {
    var value: Value
    var steps: [ExchangeStep]
    /// As a crash point names it, where no step of an exchange does.
    var label: String?

    init(_ value: Value, steps: [ExchangeStep] = [], label: String? = nil) {
        self.value = value
        self.steps = steps
        self.label = label
    }
}

/// One exchange after an event.
struct ExchangeStep: Sendable {
    var exchange: Exchange
    /// What to do once it is committed.
    var effects: [Effect]
    /// What tells of it; `nil` where nothing changed.
    var event: Snapshot.RecordedEvent?

    /// What was changed to, as a crash point names it: `allowed`, or `acknowledged/allow/sending`.
    var label: String {
        guard let operation = exchange.operation else { return exchange.state.rawValue }
        return "\(exchange.state.rawValue)/\(operation.step.name.rawValue)/\(operation.progress.rawValue)"
    }
}

extension Transaction {
    /// Stores an exchange if something of it changed.
    func step(from before: Exchange, to after: Exchange, effects: [Effect]) throws -> ExchangeStep {
        ExchangeStep(exchange: after, effects: effects, event: before == after ? nil : try update(after))
    }

    /// Has an open exchange take an event.
    /// - Returns: `nil` where there is no such exchange.
    func apply(_ event: Event, to id: String, at now: Instant) throws -> ExchangeStep? {
        guard let before = try self.now.exchange(id) else { return nil }
        var after = before
        let effects = after.apply(event, at: now)
        return try step(from: before, to: after, effects: effects)
    }
}
