import Messages

/// The result of `body`. Throws if it takes longer than `limit`.
func within<Result: Sendable>(
    _ limit: Duration, _ what: DoctorWait, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            let seconds = limit.components.seconds
            throw Complaint(.other, .doctor(.tookTooLong(what, seconds: seconds)))
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}

/// Asks repeatedly, at short intervals, until there is an answer.
func polling<Result>(every interval: Duration, _ ask: () async throws -> Result?) async throws -> Result {
    while true {
        if let result = try await ask() { return result }
        try await Task.sleep(for: interval)
    }
}
