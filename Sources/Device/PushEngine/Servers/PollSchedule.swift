package import PushExchange

/// When the pending list of one enrollment is asked for while its server answers. Pushes may come through the inbox
/// instead; then asking is only a safeguard.
///
/// It is pure: the caller provides the time, the rates, and the randomness.
struct PollSchedule: Sendable, Equatable {
    /// How often to ask. `nil` stands for never.
    struct Rates: Sendable, Equatable {
        /// While the user is active.
        var active: Duration?
        /// Otherwise.
        var idle: Duration?
    }

    /// For how long a push through the inbox shows that there is a carrier.
    private static let trustInCarrier = Duration.seconds(86_400)
    /// How much later than a poll a carrier may bring the same push.
    private static let delayOfCarrier = Duration.seconds(10)

    /// A sign-in that a poll found before it came through the inbox, if it ever comes.
    private struct Missed: Sendable, Equatable {
        var exchange: String
        var foundAt: Duration
    }

    /// When a push last came through the inbox, by our wall clock; `nil` if none has come.
    private(set) var lastPush: Timestamp?
    /// When the list was last asked for, by our wall clock; `nil` if it was not since the start.
    private(set) var lastPoll: Timestamp?
    private var lastEnd: Duration?
    private var missed: Missed?

    init(lastPush: Timestamp? = nil) {
        self.lastPush = lastPush
    }

    // MARK: What happened

    mutating func pollBegins(at now: Moment) {
        lastPoll = now.wall
    }

    mutating func pollEnds(at now: Duration) {
        lastEnd = now
    }

    /// Notes that a push came through the inbox.
    /// - Parameters:
    ///   - exchange: the local id of its sign-in.
    ///   - isNew: whether it came there before any poll found it.
    ///   - now: our clocks.
    mutating func notePush(_ exchange: String, isNew: Bool, at now: Moment) {
        lastPush = now.wall
        guard let missed else { return }
        let isTheSame = missed.exchange == exchange && now.steady - missed.foundAt <= Self.delayOfCarrier
        if isNew || isTheSame { self.missed = nil }
    }

    /// Notes that a poll found a sign-in that had not come through the inbox.
    /// - Parameters:
    ///   - exchange: its local id.
    ///   - now: steady time.
    mutating func noteFound(_ exchange: String, at now: Duration) {
        missed = Missed(exchange: exchange, foundAt: now)
    }

    // MARK: What follows

    /// Whether pushes reach the inbox: one did within a day, and no poll has found a sign-in since that had not come
    /// there.
    func hasCarrier(at now: Timestamp) -> Bool {
        guard let lastPush, missed == nil else { return false }
        return now - lastPush <= Self.trustInCarrier
    }

    /// How often to ask.
    ///
    /// With a carrier the list is asked for at the idle rate. If that is off, the active rate stays: a carrier that
    /// fails shows only in the list.
    /// - Parameters:
    ///   - rates: what is configured.
    ///   - isActive: whether the user is active.
    ///   - now: our wall clock.
    /// - Returns: the time from one request to the next; `nil` to ask no more.
    func interval(_ rates: Rates, isActive: Bool, at now: Timestamp) -> Duration? {
        guard isActive else { return rates.idle }
        guard let active = rates.active, hasCarrier(at: now) else { return rates.active }
        return max(active, rates.idle ?? active)
    }

    /// Plans the next request.
    /// - Parameters:
    ///   - interval: see ``interval(_:isActive:at:)``.
    ///   - now: steady time.
    ///   - jitter: from 0 to 1.
    /// - Returns: its steady time: the interval after the last one, spread by a tenth to either side, but not in the
    ///   past.
    func next(after interval: Duration, at now: Duration, jitter: Double) -> Duration {
        max((lastEnd ?? now) + interval * (0.9 + jitter / 5), now)
    }
}

/// How sign-ins reach this machine, for one enrollment.
package struct DeliveryState: Sendable, Equatable {
    /// When a push last came through the inbox; `nil` if none has come.
    package var lastPushAt: Timestamp?
    /// When the pending list was last asked for; `nil` if it was not since the start.
    package var lastPollAt: Timestamp?
    /// When it is asked for next; `nil` if that is not planned: it is being asked for now, polling is off, or there is
    /// no network.
    package var nextPollAt: Timestamp?
    /// The time between two requests at present, without the spread; `nil` if polling is off.
    package var interval: Duration?

    package init(
        lastPushAt: Timestamp? = nil, lastPollAt: Timestamp? = nil, nextPollAt: Timestamp? = nil,
        interval: Duration? = nil
    ) {
        self.lastPushAt = lastPushAt
        self.lastPollAt = lastPollAt
        self.nextPollAt = nextPollAt
        self.interval = interval
    }
}
