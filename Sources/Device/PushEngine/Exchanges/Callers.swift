import PushExchange

/// The callers that wait for the outcome of a decision, or of the number of an enrollment.
struct Callers {
    private struct Caller {
        /// The id of the exchange or scan.
        var subject: String
        /// The decision; `nil` for a scan, where there is only one thing to wait for.
        var step: Step?
        var continuation: CheckedContinuation<Void, Never>
    }

    private var waiting: [Int: Caller] = [:]
    /// The numbers by subject, so that callers of other subjects do not slow down an event.
    private var bySubject: [String: Set<Int>] = [:]
    private var last = 0

    /// A number that identifies the next caller.
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

    /// Resumes the callers whose outcome is now known.
    mutating func note(_ exchange: Exchange) {
        for number in bySubject[exchange.id] ?? [] {
            guard let step = waiting[number]?.step, exchange.outcome(of: step) != .pending else { continue }
            release(number)
        }
    }

    /// Resumes the callers that wait for the number of a scan, unless it is still being verified.
    mutating func note(_ scan: EnrollmentScan) {
        guard scan.state != .verifying else { return }
        for number in bySubject[scan.id] ?? [] { release(number) }
    }

    /// Resumes all callers of a subject.
    mutating func releaseAll(of subject: String) {
        for number in bySubject[subject] ?? [] { release(number) }
    }

    func isAwaiting(_ subject: String) -> Bool { bySubject[subject] != nil }

    /// Resumes a caller; does nothing if it was resumed already.
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
