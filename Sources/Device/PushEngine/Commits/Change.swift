import PushExchange
import PushStore

/// What one change does in a transaction.
struct Change<Value: Sendable>: Sendable {
    var value: Value
    var steps: [ExchangeStep]
    /// Its name for crash points, if it has no step of an exchange.
    var label: String?

    init(_ value: Value, steps: [ExchangeStep] = [], label: String? = nil) {
        self.value = value
        self.steps = steps
        self.label = label
    }
}

/// An exchange after an event.
struct ExchangeStep: Sendable {
    var exchange: Exchange
    /// What to do once it is committed.
    var effects: [Effect]
    /// The event for the followers; `nil` if nothing changed.
    var event: Snapshot.RecordedEvent?

    /// The new state, as crash points name it: `allowed`, or `acknowledged/allow/sending`.
    var label: String {
        guard let operation = exchange.operation else { return exchange.state.rawValue }
        return "\(exchange.state.rawValue)/\(operation.step.name.rawValue)/\(operation.progress.rawValue)"
    }
}

extension Transaction {
    /// Stores an exchange if it has changed.
    func step(from before: Exchange, to after: Exchange, effects: [Effect]) throws -> ExchangeStep {
        guard before != after else { return ExchangeStep(exchange: after, effects: effects, event: nil) }
        var after = after
        after.version += 1
        return ExchangeStep(exchange: after, effects: effects, event: try update(after))
    }

    /// Applies an event to an exchange.
    /// - Returns: `nil` if there is no such exchange.
    func apply(_ event: Event, to id: String, at now: Instant) throws -> ExchangeStep? {
        guard let before = try self.now.exchange(id) else { return nil }
        var after = before
        let effects = after.apply(event, at: now)
        return try step(from: before, to: after, effects: effects)
    }
}
