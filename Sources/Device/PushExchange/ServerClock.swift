/// What is known of a server's clock, so that a sign-in expires by the server's clock and not by ours.
///
/// The offset is relative to a steady clock (one that runs during sleep and can't be set), so setting the wall clock
/// while the daemon runs changes nothing. A `Date` header (RFC 9110, 6.6.1) has a resolution of one second. The clocks
/// are therefore assumed to agree unless they differ by more than ``tolerance``.
package struct ServerClock: Sendable, Equatable {
    /// The difference that the resolution of one second, a slow answer and a drifting clock can explain.
    package static let tolerance = Duration.seconds(2)

    /// Server's time minus steady time.
    private var offset: Duration

    /// - Parameters:
    ///   - skew: the server's clock minus ours, as it was last measured; zero if it is unknown.
    ///   - moment: our clocks now.
    package init(skew: Duration, at moment: Moment) {
        offset = .milliseconds(moment.wall.milliseconds) + skew - moment.steady
    }

    /// Corrects the clock by a `Date` header.
    /// - Parameters:
    ///   - date: the header's value.
    ///   - moment: our clocks when the answer came.
    /// - Returns: whether the clock changed.
    package mutating func learn(date: Timestamp, at moment: Moment) -> Bool {
        // The header is truncated to the second: on average the server's clock is half a second ahead of it.
        let middle = date + .milliseconds(500)
        guard (middle - now(moment)).magnitude > Self.tolerance else { return false }
        let agrees = (middle - moment.wall).magnitude <= Self.tolerance
        self = ServerClock(skew: agrees ? .zero : middle - moment.wall, at: moment)
        return true
    }

    /// The server's time at a moment.
    package func now(_ moment: Moment) -> Timestamp {
        Timestamp(milliseconds: (moment.steady + offset).wholeMilliseconds)
    }

    /// The server's clock minus our wall clock at a moment.
    package func skew(_ moment: Moment) -> Duration {
        now(moment) - moment.wall
    }

    /// The steady time at which the server's clock shows `time`.
    package func steady(at time: Timestamp) -> Duration {
        .milliseconds(time.milliseconds) - offset
    }
}

/// Both of our clocks, read together.
package struct Moment: Sendable, Equatable {
    /// By the wall clock: for display, and for a first guess at the server's time.
    package var wall: Timestamp
    /// Since an arbitrary fixed moment, including time asleep (clock_gettime(2), `CLOCK_BOOTTIME`). Timers use it,
    /// because setting the clock does not change it.
    package var steady: Duration

    package init(wall: Timestamp, steady: Duration) {
        self.wall = wall
        self.steady = steady
    }
}

extension Duration {
    var magnitude: Duration {
        self < .zero ? .zero - self : self
    }
}
