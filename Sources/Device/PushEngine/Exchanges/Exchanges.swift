import PushExchange

/// What the engine is about to do for each open exchange, and the callers who wait for one.
///
/// Not stored: after a restart an exchange's state tells. A value that decides; timers and requests are its owner's. Each
/// question about one exchange or one enrollment takes the same time however many others are open.
struct Exchanges {
    /// What an exchange does when its pause is over.
    enum Next: Sendable {
        case retry
        case askStatus
        case askPendingList
    }

    private struct Entry {
        let enrollment: String
        var next: Next?
        /// The server's time at which it expires, or gives up.
        var deadline: Timestamp?
        /// Failed requests in a row.
        var failures = 0
        /// How often its status was asked since its state last changed.
        var polls = 0
        /// How many steps have been sent since the start: what was asked before the last of them can't tell how it went.
        var stepsSent = 0
        /// Whether its pause is over and it waits for its server, which is away.
        var waitsForServer = false
        /// Whether the server is being asked about it: once at a time.
        var isAsking = false
    }

    private var entries: [String: Entry] = [:]
    private var byEnrollment: [String: Set<String>] = [:]
    var callers = Callers()
    /// Acknowledgements that are to be sent, in their order.
    var acknowledgements: ArraySlice<Exchange> = []
    /// Pushes that are being written down.
    var deliveriesUnderWay = 0
    var endedSincePruning = 0

    /// How many are open.
    var count: Int { entries.count }

    /// Whose exchange it is; `nil` where it is not open.
    func enrollment(of id: String) -> String? { entries[id]?.enrollment }

    func count(of enrollment: String) -> Int { byEnrollment[enrollment]?.count ?? 0 }

    /// - Returns: whether it was not known before.
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

    /// The deadlines of an enrollment's exchanges, in the server's time.
    func deadlines(of enrollment: String) -> [(id: String, time: Timestamp)] {
        (byEnrollment[enrollment] ?? []).compactMap { id in entries[id]?.deadline.map { (id, $0) } }
    }

    // MARK: Pauses

    /// Plans a request after a failed one.
    /// - Returns: how long to wait before it.
    mutating func pause(_ exchange: Exchange, then next: Next, atLeast: Duration?, jitter: Double) -> Duration {
        entries[exchange.id]?.next = next
        let failures = max(entries[exchange.id]?.failures ?? 0, exchange.operation?.attempt ?? 1)
        return Backoff.pause(failures: failures, atLeast: atLeast, jitter: jitter)
    }

    /// Plans to ask how a step went: at once the first time, and after a pause when asking has failed too.
    /// - Returns: how long to wait before that; `nil` for not at all.
    mutating func settle(_ exchange: Exchange, by next: Next, atLeast: Duration?, jitter: Double) -> Duration? {
        guard entries[exchange.id]?.failures ?? 0 <= 1, atLeast == nil else {
            return pause(exchange, then: next, atLeast: atLeast, jitter: jitter)
        }
        entries[exchange.id]?.next = next
        return nil
    }

    /// Plans to ask the status of one that waits for its user.
    /// - Returns: how long to wait before that.
    mutating func watch(_ id: String, jitter: Double) -> Duration {
        guard var entry = entries[id] else { return Backoff.status(number: 0, jitter: jitter) }
        defer { entries[id] = entry }
        entry.next = .askStatus
        defer { entry.polls += 1 }
        return entry.failures > 0
            ? Backoff.pause(failures: entry.failures, atLeast: nil, jitter: jitter)
            : Backoff.status(number: entry.polls, jitter: jitter)
    }

    /// What is planned for an exchange whose pause is over.
    func next(of id: String) -> (next: Next, enrollment: String)? {
        entries[id].flatMap { entry in entry.next.map { ($0, entry.enrollment) } }
    }

    mutating func waitForServer(_ id: String) {
        entries[id]?.waitsForServer = true
    }

    /// Takes those of an enrollment that would do something now, had nothing failed.
    mutating func releaseHeldUp(of enrollment: String) -> [String] {
        let heldUp = (byEnrollment[enrollment] ?? []).filter { id in
            guard let entry = entries[id], let next = entry.next else { return false }
            return entry.waitsForServer || entry.failures > 0 || next == .retry
        }
        for id in heldUp { entries[id]?.waitsForServer = false }
        return heldUp.sorted()
    }

    // MARK: Requests

    /// A step is about to be sent.
    mutating func send(_ id: String) {
        entries[id]?.next = nil
        entries[id]?.waitsForServer = false
        entries[id]?.polls = 0
        entries[id]?.stepsSent += 1
    }

    /// - Returns: what ``endAsking(_:since:)`` wants; `nil` where the server is being asked already, or it is not open.
    mutating func beginAsking(_ id: String) -> Int? {
        guard let entry = entries[id], !entry.isAsking else { return nil }
        entries[id]?.isAsking = true
        entries[id]?.next = nil
        return entry.stepsSent
    }

    /// - Returns: whether the answer counts. To what was asked before a step was sent it does not: it can't tell how that
    ///   step went.
    mutating func endAsking(_ id: String, since stepsSent: Int) -> Bool {
        entries[id]?.isAsking = false
        return entries[id]?.stepsSent == stepsSent
    }

    /// Keeps count of failures in a row, from which the next pause follows.
    mutating func count(_ event: Event, of id: String) {
        switch event {
        case .notSent, .outcomeUnknown, .statusUnavailable, .pendingListUnavailable: entries[id]?.failures += 1
        case .answered, .refused, .statusLearnt: entries[id]?.failures = 0
        case .pendingListLearnt, .resumed, .retryDue, .deadlinePassed, .enrollmentRemoved: break
        }
    }
}
