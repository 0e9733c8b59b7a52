import PushExchange

/// What the engine does next for each open exchange, and the callers that wait for one.
///
/// It is not stored: after a restart it follows from the states of the exchanges. It is a value that decides; its owner
/// has the timers and requests. The time for an operation on one exchange or enrollment does not depend on how many
/// others are open.
struct Exchanges {
    /// What to do for an exchange when its pause ends.
    enum Next: Sendable {
        case retry
        case askStatus
        case askPendingList
    }

    private struct Entry {
        let enrollment: String
        var next: Next?
        /// When it expires or is given up, by the server's clock.
        var deadline: Timestamp?
        /// The failed requests in a row.
        var failures = 0
        /// How often its status was asked for since its state last changed.
        var polls = 0
        /// How many steps were sent since the start. A question sent before the last step can't tell its outcome.
        var stepsSent = 0
        /// Whether its pause has ended and it waits for its server, which is unreachable.
        var waitsForServer = false
        /// Whether the server is being asked about it, which is done once at a time.
        var isAsking = false
    }

    private var entries: [String: Entry] = [:]
    private var byEnrollment: [String: Set<String>] = [:]
    var callers = Callers()
    /// The acknowledgements to be sent, in their order.
    var acknowledgements: ArraySlice<Exchange> = []
    /// How many pushes are being stored.
    var deliveriesUnderWay = 0
    var endedSincePruning = 0

    /// How many exchanges are open.
    var count: Int { entries.count }

    /// The enrollment of an exchange; `nil` if it is not open.
    func enrollment(of id: String) -> String? { entries[id]?.enrollment }

    func count(of enrollment: String) -> Int { byEnrollment[enrollment]?.count ?? 0 }

    /// - Returns: whether it is new.
    @discardableResult
    mutating func begin(_ id: String, of enrollment: String) -> Bool {
        guard entries[id] == nil else { return false }
        entries[id] = Entry(enrollment: enrollment)
        byEnrollment[enrollment, default: []].insert(id)
        return true
    }

    mutating func end(_ id: String) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        byEnrollment[entry.enrollment]?.remove(id)
        if byEnrollment[entry.enrollment]?.isEmpty == true { byEnrollment[entry.enrollment] = nil }
    }

    // MARK: Deadlines

    mutating func setDeadline(_ time: Timestamp, of id: String) {
        entries[id]?.deadline = time
    }

    /// The deadlines of an enrollment's exchanges, by the server's clock.
    func deadlines(of enrollment: String) -> [(id: String, time: Timestamp)] {
        (byEnrollment[enrollment] ?? []).compactMap { id in entries[id]?.deadline.map { (id, $0) } }
    }

    // MARK: Pauses

    /// Plans the next request after a failed one.
    /// - Returns: the pause before it.
    mutating func pause(_ exchange: Exchange, then next: Next, atLeast: Duration?, jitter: Double) -> Duration {
        entries[exchange.id]?.next = next
        let failures = max(entries[exchange.id]?.failures ?? 0, exchange.operation?.attempt ?? 1)
        return Backoff.pause(failures: failures, atLeast: atLeast, jitter: jitter)
    }

    /// Plans to ask for the outcome of a step: at once the first time, and after a pause if asking has failed too.
    /// - Returns: the pause before that; `nil` for none.
    mutating func settle(_ exchange: Exchange, by next: Next, atLeast: Duration?, jitter: Double) -> Duration? {
        guard entries[exchange.id]?.failures ?? 0 <= 1, atLeast == nil else {
            return pause(exchange, then: next, atLeast: atLeast, jitter: jitter)
        }
        entries[exchange.id]?.next = next
        return nil
    }

    /// Plans to ask for the status of an exchange that waits for the user.
    /// - Returns: the pause before that.
    mutating func watch(_ id: String, jitter: Double) -> Duration {
        guard var entry = entries[id] else { return Backoff.status(number: 0, jitter: jitter) }
        defer { entries[id] = entry }
        entry.next = .askStatus
        defer { entry.polls += 1 }
        return entry.failures > 0
            ? Backoff.pause(failures: entry.failures, atLeast: nil, jitter: jitter)
            : Backoff.status(number: entry.polls, jitter: jitter)
    }

    /// What to do for an exchange whose pause has ended; `nil` for nothing.
    func next(of id: String) -> (next: Next, enrollment: String)? {
        entries[id].flatMap { entry in entry.next.map { ($0, entry.enrollment) } }
    }

    mutating func waitForServer(_ id: String) {
        entries[id]?.waitsForServer = true
    }

    /// Releases the exchanges of an enrollment that were delayed by failures.
    /// - Returns: their ids.
    mutating func releaseHeldUp(of enrollment: String) -> [String] {
        let heldUp = (byEnrollment[enrollment] ?? []).filter { id in
            guard let entry = entries[id], let next = entry.next else { return false }
            return entry.waitsForServer || entry.failures > 0 || next == .retry
        }
        for id in heldUp { entries[id]?.waitsForServer = false }
        return heldUp.sorted()
    }

    // MARK: Requests

    /// Notes that a step is being sent.
    mutating func send(_ id: String) {
        entries[id]?.next = nil
        entries[id]?.waitsForServer = false
        entries[id]?.polls = 0
        entries[id]?.stepsSent += 1
    }

    /// - Returns: the argument for ``endAsking(_:since:)``; `nil` if the server is being asked already, or the exchange
    ///   is not open.
    mutating func beginAsking(_ id: String) -> Int? {
        guard let entry = entries[id], !entry.isAsking else { return nil }
        entries[id]?.isAsking = true
        entries[id]?.next = nil
        return entry.stepsSent
    }

    /// - Returns: whether the answer counts. It does not if a step was sent after the question: it can't tell the
    ///   outcome of that step.
    mutating func endAsking(_ id: String, since stepsSent: Int) -> Bool {
        entries[id]?.isAsking = false
        return entries[id]?.stepsSent == stepsSent
    }

    /// Counts the failures in a row, which determine the next pause.
    mutating func count(_ event: Event, of id: String) {
        switch event {
        case .notSent, .outcomeUnknown, .statusUnavailable, .pendingListUnavailable: entries[id]?.failures += 1
        case .answered, .refused, .statusLearnt: entries[id]?.failures = 0
        case .pendingListLearnt, .resumed, .retryDue, .deadlinePassed, .enrollmentRemoved: break
        }
    }
}
