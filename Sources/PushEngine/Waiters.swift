import PushExchange

/// The callers who wait for the outcome of a decision.
struct Waiters {
    private struct Waiter {
        var exchange: String
        var step: Step
        var continuation: CheckedContinuation<Void, Never>
    }

    private var waiting: [Int: Waiter] = [:]
    private var last = 0

    /// What the next waiter is known by.
    mutating func newNumber() -> Int {
        last += 1
        return last
    }

    mutating func add(
        _ number: Int, for step: Step, of exchange: String, _ continuation: CheckedContinuation<Void, Never>
    ) {
        waiting[number] = Waiter(exchange: exchange, step: step, continuation: continuation)
    }

    /// Lets go those whose outcome is known with this.
    mutating func hear(of exchange: Exchange) {
        let done = waiting.filter {
            $0.value.exchange == exchange.id && exchange.outcome(of: $0.value.step) != .pending
        }
        for id in done.keys { release(id) }
    }

    func isAwaiting(_ exchange: String) -> Bool {
        waiting.values.contains { $0.exchange == exchange }
    }

    mutating func release(_ id: Int) {
        waiting.removeValue(forKey: id)?.continuation.resume()
    }

    mutating func releaseAll() {
        for id in waiting.keys { release(id) }
    }
}
