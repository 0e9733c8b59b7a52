import Messages

/// The result of `body`, or a complaint where it takes longer than `limit`.
func within<Result: Sendable>(
    _ limit: Duration, _ what: Phrase, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            let seconds = limit.components.seconds
            throw Complaint(
                .other,
                Phrase { say in
                    let what = what.text(in: say)
                    return say(
                        "\(what) did not happen within \(seconds) s", german: "\(what) blieb \(seconds) s lang aus")
                })
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

extension Phrase {
    static let arrival = Phrase("the arrival of the push", german: "die Ankunft des Pushs")
}
