import PushStore

/// A change that waits for its transaction, and the caller that waits for it.
struct Work: Sendable {
    /// What became of one change in a transaction that is about to be committed.
    struct Result: Sendable {
        var steps: [ExchangeStep]
        var label: String?
        /// Whether what it wrote goes into the commit.
        var isKept: Bool
        /// Tells the caller. To be called once the transaction is committed.
        var finish: @Sendable () -> Void

        /// What was changed, as crash points name it.
        var labels: [String] { steps.map(\.label) + [label].compactMap(\.self) }
    }

    /// Makes the change, in a savepoint of its own.
    /// - Throws: an error of the database itself, which concerns the whole batch.
    let apply: @Sendable (Transaction) throws -> Result
    /// Tells the caller that the batch could not be committed.
    let fail: @Sendable (any Error) -> Void
}

extension Work {
    init<Value: Sendable>(
        _ change: @escaping @Sendable (Transaction) throws -> Change<Value>,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        apply = { transaction in
            // Each change for itself: one that declines, or throws, is taken back whole, and the others go on.
            switch try transaction.attempt({ try change(transaction) }) {
            case .success(let change):
                Result(steps: change.steps, label: change.label, isKept: true) {
                    continuation.resume(returning: change.value)
                }
            case .failure(let error): Result(steps: [], isKept: false) { continuation.resume(throwing: error) }
            }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}

extension [Work] {
    /// Makes all changes of a batch in one transaction.
    /// - Returns: what became of each, and whether anything was written: to commit nothing says nothing of the disk.
    func apply(to transaction: Transaction) throws -> (results: [Work.Result], hasWritten: Bool) {
        let results = try map { try $0.apply(transaction) }
        return (results, transaction.hasWritten && results.contains(where: \.isKept))
    }
}
