import Messages

/// The result of `body`. Throws ``DemoFailure`` if it takes longer than `limit`.
func within<Result: Sendable>(
    _ limit: Duration, _ wait: DemoWait, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw DemoFailure(.tookTooLong(wait, seconds: limit.components.seconds))
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}

/// Asks repeatedly, at this interval, until there is an answer.
func polling<Result>(every interval: Duration, _ ask: () async throws -> Result?) async throws -> Result {
    while true {
        if let result = try await ask() { return result }
        try await Task.sleep(for: interval)
    }
}
