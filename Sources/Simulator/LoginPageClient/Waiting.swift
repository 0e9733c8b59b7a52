/// Runs `body` and limits how long it may take.
/// - Throws: what `body` throws, or `timeout` if it takes longer than `limit`.
package func within<Result: Sendable>(
    _ limit: Duration, orThrow timeout: any Error, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw timeout
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}

/// Asks repeatedly, at this interval, until there is an answer.
/// - Throws: what `ask` throws, or `CancellationError`.
package func polling<Result>(every interval: Duration, _ ask: () async throws -> Result?) async throws -> Result {
    while true {
        if let result = try await ask() { return result }
        try await Task.sleep(for: interval)
    }
}
