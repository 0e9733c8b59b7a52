/// The result of `body`, or a complaint where it takes longer than `limit`.
func within<Result: Sendable>(
    _ limit: Duration, _ what: String, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw Complaint(.other, "\(what) did not happen within \(limit.components.seconds) s")
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}

/// Asks again and again, at short intervals, until there is an answer.
func polling<Result>(every interval: Duration, _ ask: () async throws -> Result?) async throws -> Result {
    while true {
        if let result = try await ask() { return result }
        try await Task.sleep(for: interval)
    }
}
