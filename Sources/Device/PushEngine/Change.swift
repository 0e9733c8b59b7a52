import PushExchange
import PushStore

/// What a transaction changed.
struct Change<Value: Sendable>: Sendable {
    var value: Value
    var steps: [Change<Void>.Step]
    /// As a crash point names it, where no step of an exchange does.
    var label: String?

    init(_ value: Value, steps: [Change<Void>.Step] = [], label: String? = nil) {
        self.value = value
        self.steps = steps
        self.label = label
    }
}

extension Change<Void> {
    /// One exchange after an event.
    struct Step: Sendable {
        var exchange: Exchange
        var effects: [Effect]
        /// What tells of it; `nil` where nothing changed.
        var event: Snapshot.RecordedEvent?

        /// What was changed to, as a crash point names it: `allowed`, or `acknowledged/allow/sending`.
        var label: String {
            guard let operation = exchange.operation else { return exchange.state.rawValue }
            return "\(exchange.state.rawValue)/\(operation.step.name.rawValue)/\(operation.progress.rawValue)"
        }
    }
}

extension Transaction {
    /// Stores an exchange if something of it changed.
    func step(from before: Exchange, to after: Exchange, effects: [Effect]) throws -> Change<Void>.Step {
        Change<Void>.Step(exchange: after, effects: effects, event: before == after ? nil : try update(after))
    }

    /// Has an open exchange take an event.
    /// - Returns: `nil` where there is no such exchange.
    func apply(_ event: Event, to id: String, at now: Instant) throws -> Change<Void>.Step? {
        guard let before = try self.now.exchange(id) else { return nil }
        var after = before
        let effects = after.apply(event, at: now)
        return try step(from: before, to: after, effects: effects)
    }
}

/// A change that waits for its transaction, and whoever waits for it.
struct Work: Sendable {
    struct Result: Sendable {
        var steps: [Change<Void>.Step]
        var label: String?
        /// Whether what it wrote goes into the commit.
        var isKept: Bool
        var finish: @Sendable () -> Void

        /// What was changed, as crash points name it.
        var labels: [String] { steps.map(\.label) + [label].compactMap(\.self) }
    }

    let apply: @Sendable (Transaction) throws -> Result
    let fail: @Sendable (any Error) -> Void

    init<Value: Sendable>(
        _ change: @escaping @Sendable (Transaction) throws -> Change<Value>,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        apply = { transaction in
            // Each change for itself: one that declines, or throws, is taken back whole, and the others go on.
            switch try transaction.attempt({ try change(transaction) }) {
            case .success(let change):
                return Result(steps: change.steps, label: change.label, isKept: true) {
                    continuation.resume(returning: change.value)
                }
            case .failure(let error): return Result(steps: [], isKept: false) { continuation.resume(throwing: error) }
            }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}
