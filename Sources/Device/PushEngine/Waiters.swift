import PushExchange

/// The callers who wait for the outcome of a decision, or of an enrollment's number.
struct Waiters {
    private struct Waiter {
        /// The exchange or the scan.
        var subject: String
        /// `nil` for a scan, which has one thing to wait for.
        var step: Step?
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
        _ number: Int, for step: Step?, of subject: String, _ continuation: CheckedContinuation<Void, Never>
    ) {
        waiting[number] = Waiter(subject: subject, step: step, continuation: continuation)
    }

    /// Lets go those whose outcome is known with this.
    mutating func hear(of exchange: Exchange) {
        let done = waiting.filter {
            guard let step = $0.value.step else { return false }
            return $0.value.subject == exchange.id && exchange.outcome(of: step) != .pending
        }
        for id in done.keys { release(id) }
    }

    /// Lets go those who wait for a scan's number, unless it is still under way.
    mutating func hear(of scan: EnrollmentScan) {
        guard scan.state != .verifying else { return }
        for id in waiting.filter({ $0.value.subject == scan.id }).keys { release(id) }
    }

    func isAwaiting(_ subject: String) -> Bool {
        waiting.values.contains { $0.subject == subject }
    }

    mutating func release(_ id: Int) {
        waiting.removeValue(forKey: id)?.continuation.resume()
    }

    mutating func releaseAll() {
        for id in waiting.keys { release(id) }
    }
}
