package import PushExchange

/// What is known of the server of one enrollment: whether it answers, what its clock shows, when to ask it again, and
/// how much of the limits it uses.
///
/// It is pure, as the state machine of an exchange is: results of requests go in, and effects come out.
struct ServerLink: Sendable {
    /// What to do after something became known of a server.
    enum Effect: Sendable, Equatable {
        /// The server does not answer any more.
        case reportAway(RequestFailure?)
        /// The server answers again.
        case reportBack
        /// The clock of the server differs from what was known, so the deadlines have moved.
        case clockChanged
        /// Fetch its pending list at a steady time, in place of an earlier plan.
        case poll(at: Duration)
        case stopPolling
        /// Continue what waited for the server.
        case release
        /// Fetch its pending list now: pushes may have got lost while it was unreachable.
        case refresh
    }

    /// Whether a request without a caller may be sent.
    enum Admission: Sendable, Equatable {
        case now
        /// After this pause, because the server asked not to be called before.
        case after(Duration)
        /// Once the server answers. Its pending list must be requested within this time.
        case whenItAnswers(pollWithin: Duration)
    }

    private(set) var health = ServerHealth()
    private(set) var clock: ServerClock
    /// Whether it is on another machine.
    let needsNetwork: Bool
    var share = ServerShare()
    var schedule: PollSchedule
    var fetches = PendingFetches()
    /// How often in a row its pending list could not be fetched.
    private(set) var failedPolls = 0
    /// Until when it asked not to be called (`Retry-After`, RFC 9110, 10.2.3), in steady time.
    private var quietUntil: Duration?

    init(clock: ServerClock, needsNetwork: Bool = true, schedule: PollSchedule = PollSchedule()) {
        self.clock = clock
        self.needsNetwork = needsNetwork
        self.schedule = schedule
    }

    var isAway: Bool { health.reachable == false }

    // MARK: What a request told

    /// Notes the result of a request.
    /// - Parameters:
    ///   - failure: why there was no usable answer; `nil` if there was one.
    ///   - date: the time that its clock showed.
    ///   - isPendingList: whether it was for the pending list, which then need not be fetched again.
    ///   - now: our clocks.
    ///   - jitter: from 0 to 1.
    /// - Returns: what to do, in this order.
    mutating func note(
        _ failure: RequestFailure?, date: Timestamp?, isPendingList: Bool, at now: Moment, jitter: Double
    ) -> [Effect] {
        let wasReachable = health.reachable
        let isAnswered = failure?.isAnswered ?? true
        noteHealth(isAnswered, failure, isPendingList: isPendingList, at: now)
        var effects: [Effect] = []
        if !isAnswered, wasReachable != false { effects.append(.reportAway(failure)) }
        if isAnswered, wasReachable == false { effects.append(.reportBack) }
        if let date, clock.learn(date: date, at: now) { effects.append(.clockChanged) }
        if !isAnswered, wasReachable != false {
            effects.append(.poll(at: nextPoll(failures: 1, at: now.steady, jitter: jitter)))
        }
        if isAnswered, wasReachable != true { effects.append(.release) }
        if isAnswered, wasReachable == false, !isPendingList { effects.append(.refresh) }
        return effects
    }

    private mutating func noteHealth(
        _ isAnswered: Bool, _ failure: RequestFailure?, isPendingList: Bool, at now: Moment
    ) {
        health.note(ServerHealth.State(failure, isPendingList: isPendingList, before: health.state), at: now.wall)
        health.reachable = isAnswered
        health.failure = failure
        if isAnswered { health.lastContactAt = now.wall }
        // A normal answer ends the time for which the server asked not to be called.
        if failure == nil { quietUntil = nil }
        if isAnswered, let pause = failure?.retryAfter { quietUntil = now.steady + pause }
    }

    // MARK: Polls

    /// What a request for the pending list brought.
    enum PollOutcome: Sendable, Equatable {
        case listed
        /// The server has no pending list.
        case noList
        case failed
    }

    /// Whether no poll is under way: that one will plan the next.
    var mayPoll: Bool { !fetches.isUnderWay }

    mutating func pollBegins(at now: Moment) {
        fetches.begin()
        schedule.pollBegins(at: now)
    }

    /// Notes that its pending list was fetched, or could not be, and plans the next request. A server that can't be
    /// used is asked again, with growing pauses, even if polling is off: nothing else would show that it is back.
    /// - Parameters:
    ///   - outcome: what the request brought.
    ///   - interval: the time between two requests while all is well; `nil` if polling is off.
    ///   - now: steady time.
    ///   - jitter: from 0 to 1.
    /// - Returns: what to do.
    mutating func pollEnds(_ outcome: PollOutcome, interval: Duration?, at now: Duration, jitter: Double) -> [Effect] {
        schedule.pollEnds(at: now)
        switch outcome {
        case .listed: failedPolls = 0
        case .noList where interval == nil: failedPolls = 0
        case .noList, .failed: failedPolls += 1
        }
        guard failedPolls > 0 else { return plan(interval: interval, at: now, jitter: jitter) }
        let next = nextPoll(failures: failedPolls, at: now, jitter: jitter)
        // A server that answers with errors is not asked more often than a server that works.
        let ordinary = isAway ? nil : interval.map { schedule.next(after: $0, at: now, jitter: jitter) }
        return [.poll(at: max(next, ordinary ?? next))]
    }

    /// Plans the next request anew, because what it depends on has changed. The pauses of a server that can't be used
    /// stay.
    func plan(interval: Duration?, at now: Duration, jitter: Double) -> [Effect] {
        guard failedPolls == 0, !isAway else { return [] }
        guard let interval else { return [.stopPolling] }
        return [.poll(at: max(schedule.next(after: interval, at: now, jitter: jitter), quietUntil ?? now))]
    }

    /// Until when it asked not to be called, if that is still to come.
    func quiet(at now: Duration) -> Duration? {
        quietUntil.flatMap { $0 > now ? $0 : nil }
    }

    /// Notes that a network came up: the pauses start with the shortest again.
    mutating func networkSettled() {
        failedPolls = 0
    }

    private func nextPoll(failures: Int, at now: Duration, jitter: Double) -> Duration {
        let pause =
            isAway && share.open > 0
            ? Backoff.pause(failures: failures, atLeast: nil, jitter: jitter)
            : Backoff.poll(failures: failures, jitter: jitter)
        return max(now + pause, quietUntil ?? now)
    }

    // MARK: What may be sent

    func admission(at now: Duration, jitter: Double) -> Admission {
        guard !isAway else {
            return .whenItAnswers(pollWithin: Backoff.pause(failures: failedPolls, atLeast: nil, jitter: jitter))
        }
        guard let time = quietUntil, time > now else { return .now }
        return .after(time - now + Backoff.spread(jitter: jitter))
    }
}

/// Whether a server answers, and knows this device.
package struct ServerHealth: Sendable, Equatable {
    /// What the last request tells about the server and this device.
    package enum State: Sendable, Equatable {
        case unknown
        /// It answers, and knows the device.
        case known
        /// It answers, and refuses to give this device its pending list.
        case refused
        case unreachable

        /// - Parameters:
        ///   - failure: why the request brought no usable answer; `nil` if it did.
        ///   - isPendingList: whether it was for the pending list. Only that shows whether the server knows the device.
        ///   - state: the state before.
        init(_ failure: RequestFailure?, isPendingList: Bool, before state: State) {
            switch failure?.reason {
            case .refused: self = .refused
            case .noConnection, .noAnswer: self = .unreachable
            case nil where isPendingList: self = .known
            case nil, .unusableAnswer, .pushIDInDoubt: self = state == .refused ? .refused : .known
            }
        }
    }

    /// What the last request tells.
    package private(set) var state = State.unknown
    /// Since when the server is in this ``state``, by our wall clock; `nil` before the first request.
    package private(set) var since: Timestamp?
    /// Whether the last request was answered; `nil` before the first request.
    package var reachable: Bool?
    /// When the server last answered, by our wall clock; `nil` if it has not since the start.
    package var lastContactAt: Timestamp?
    /// Why the last request brought no usable answer; `nil` if it did.
    package var failure: RequestFailure?

    mutating func note(_ state: State, at now: Timestamp) {
        guard state != self.state else { return }
        self.state = state
        since = now
    }
}
