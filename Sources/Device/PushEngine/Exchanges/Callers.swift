import PushExchange

/// The callers who wait for the outcome of a decision, or of an enrollment's number.
struct Callers {
    private struct Caller {
        /// The exchange or the scan.
        var subject: String
        /// `nil` for a scan, which has one thing to wait for.
        var step: Step?
        var continuation: CheckedContinuation<Void, Never>
    }

    private var waiting: [Int: Caller] = [:]
    /// So that an event costs no more the more callers wait for others.
    private var bySubject: [String: Set<Int>] = [:]
    private var last = 0

    /// What the next caller is known by.
    mutating func newNumber() -> Int {
        last += 1
        return last
    }

    mutating func add(
        _ number: Int, for step: Step?, of subject: String, _ continuation: CheckedContinuation<Void, Never>
    ) {
        waiting[number] = Caller(subject: subject, step: step, continuation: continuation)
        bySubject[subject, default: []].insert(number)
    }

    /// Lets go those whose outcome is known with this.
    mutating func note(_ exchange: Exchange) {
        for number in bySubject[exchange.id] ?? [] {
            guard let step = waiting[number]?.step, exchange.outcome(of: step) != .pending else { continue }
            release(number)
        }
    }

    /// Lets go those who wait for a scan's number, unless it is still under way.
    mutating func note(_ scan: EnrollmentScan) {
        guard scan.state != .verifying else { return }
        for number in bySubject[scan.id] ?? [] { release(number) }
    }

    func isAwaiting(_ subject: String) -> Bool { bySubject[subject] != nil }

    /// Lets one go, also one that is not here any more.
    mutating func release(_ number: Int) {
        guard let caller = waiting.removeValue(forKey: number) else { return }
        bySubject[caller.subject]?.remove(number)
        if bySubject[caller.subject]?.isEmpty == true { bySubject[caller.subject] = nil }
        caller.continuation.resume()
    }

    mutating func releaseAll() {
        for number in waiting.keys { release(number) }
    }
}
