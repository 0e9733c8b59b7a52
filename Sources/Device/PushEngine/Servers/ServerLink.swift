package import PushExchange

/// All that is known of the server of one enrollment: whether it answers, what its clock shows, when to ask it again, and
/// what it has taken of the bounds.
///
/// Pure, as the exchange machine is: what happened goes in, and what is to be done comes out.
struct ServerLink: Sendable {
    /// What is to be done after something became known of a server.
    enum Effect: Sendable, Equatable {
        /// It stopped answering.
        case reportAway(RequestFailure?)
        /// It answers again after it did not.
        case reportBack
        /// Its clock differs from what was thought: deadlines lie elsewhere.
        case clockChanged
        /// To fetch its pending list at a steady time, in place of an earlier plan.
        case poll(at: Duration)
        case stopPolling
        /// To go on with what waited for it.
        case release
        /// To fetch its pending list now: pushes may have got lost while it was away.
        case refresh
    }

    /// Whether a request that nobody waits for may be sent.
    enum Admission: Sendable, Equatable {
        case now
        /// After this pause: the server asked not to be called before.
        case after(Duration)
        /// Once it answers. It is to be asked for its pending list no later than after this pause.
        case whenItAnswers(pollWithin: Duration)
    }

    private(set) var health = ServerHealth()
    private(set) var clock: ServerClock
    private let paths: PathSet
    var share = ServerShare()
    /// How often in a row its pending list could not be fetched.
    private(set) var failedPolls = 0
    private var pollsUnderWay = 0
    /// Until when it asked not to be called (RFC 9110, 10.2.3), in steady time.
    private var quietUntil: Duration?

    init(clock: ServerClock, paths: PathSet) {
        self.clock = clock
        self.paths = paths
    }

    /// By which of its two generations of paths a server is to be asked for something.
    func pathSet(for request: RequestName) -> PathSet { paths }

    var isAway: Bool { health.reachable == false }

    // MARK: What a request told

    /// Notes the end of a request.
    /// - Parameters:
    ///   - failure: why there was no usable answer; `nil` where there was one.
    ///   - date: what its clock showed.
    ///   - isPendingList: whether it was the pending list, which need not be fetched once more then.
    ///   - now: our clocks.
    ///   - jitter: from 0 to 1.
    /// - Returns: what to do, in this order.
    mutating func note(
        _ failure: RequestFailure?, date: Timestamp?, isPendingList: Bool, at now: Moment, jitter: Double
    ) -> [Effect] {
        let wasReachable = health.reachable
        let isAnswered = failure?.isAnswered ?? true
        noteHealth(isAnswered, failure, at: now)
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

    private mutating func noteHealth(_ isAnswered: Bool, _ failure: RequestFailure?, at now: Moment) {
        health.reachable = isAnswered
        health.failure = failure
        if isAnswered { health.lastContactAt = now.wall }
        // A server that answers as usual has got over what it asked not to be called for.
        if failure == nil { quietUntil = nil }
        if isAnswered, let pause = failure?.retryAfter { quietUntil = now.steady + pause }
    }

    // MARK: Polls

    /// Whether none is under way: that one plans the next, should it fail.
    var mayPoll: Bool { pollsUnderWay == 0 }

    mutating func pollBegins() {
        pollsUnderWay += 1
    }

    /// After its pending list was fetched, or could not be. It is asked again, less and less often, until it answers: nothing
    /// else would tell that it is back.
    mutating func pollEnds(failed: Bool, at now: Duration, jitter: Double) -> [Effect] {
        pollsUnderWay -= 1
        guard failed else {
            failedPolls = 0
            return [.stopPolling]
        }
        failedPolls += 1
        return [.poll(at: nextPoll(failures: failedPolls, at: now, jitter: jitter))]
    }

    /// A network came up: it is asked from the shortest pause on again.
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

/// Whether a server answers.
package struct ServerHealth: Sendable, Equatable {
    /// `nil` before the first request.
    package var reachable: Bool?
    package var lastContactAt: Timestamp?
    /// Why the last request brought no usable answer.
    package var failure: RequestFailure?
}
