import PushStore

/// A change that waits for its transaction, with its caller.
struct Work: Sendable {
    /// The result of one change in a transaction that is about to be committed.
    struct Result: Sendable {
        var steps: [ExchangeStep]
        var label: String?
        /// Whether what it wrote is committed.
        var isKept: Bool
        /// Resumes the caller. It must be called after the commit.
        var finish: @Sendable () -> Void

        /// The changes, as crash points name them.
        var labels: [String] { steps.map(\.label) + [label].compactMap(\.self) }
    }

    /// Makes the change in its own savepoint.
    /// - Throws: an error of the database itself, which affects the whole batch.
    let apply: @Sendable (Transaction) throws -> Result
    /// Resumes the caller with the error of the batch.
    let fail: @Sendable (any Error) -> Void
}

extension Work {
    init<Value: Sendable>(
        _ change: @escaping @Sendable (Transaction) throws -> Change<Value>,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        apply = { transaction in
            // Each change is independent: if one throws, it is rolled back entirely, and the others continue.
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
    /// - Returns: the result of each, and whether anything was written: an empty commit shows nothing about the disk.
    func apply(to transaction: Transaction) throws -> (results: [Work.Result], hasWritten: Bool) {
        let results = try map { try $0.apply(transaction) }
        return (results, transaction.hasWritten && results.contains(where: \.isKept))
    }
}
