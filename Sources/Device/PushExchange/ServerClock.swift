/// What is known of a server's clock, so that a sign-in expires when the server says so and not when ours does.
///
/// The offset is kept against a steady clock (one that goes on in sleep and can't be set), so that setting the wall clock
/// while the daemon runs changes nothing. A `Date` header (RFC 9110, 6.6.1) has whole seconds; ours is therefore taken to
/// agree unless the two differ by more than ``tolerance``.
package struct ServerClock: Sendable, Equatable {
    /// What a whole second of resolution, a slow answer and a drifting clock explain.
    package static let tolerance = Duration.seconds(2)

    /// Server's time minus steady time.
    private var offset: Duration

    /// - Parameters:
    ///   - skew: the server's clock minus ours, as it was last learnt; zero where nothing is known.
    ///   - moment: our clocks now.
    package init(skew: Duration, at moment: Moment) {
        offset = .milliseconds(moment.wall.milliseconds) + skew - moment.steady
    }

    /// Takes a `Date` header into account.
    /// - Parameters:
    ///   - date: the header's value.
    ///   - moment: our clocks when the answer came.
    /// - Returns: whether that changed the clock.
    package mutating func learn(date: Timestamp, at moment: Moment) -> Bool {
        // The header is cut to the second: on average the server's clock is half a second further.
        let middle = date + .milliseconds(500)
        guard (middle - now(moment)).magnitude > Self.tolerance else { return false }
        let agrees = (middle - moment.wall).magnitude <= Self.tolerance
        self = ServerClock(skew: agrees ? .zero : middle - moment.wall, at: moment)
        return true
    }

    /// The server's time.
    package func now(_ moment: Moment) -> Timestamp {
        Timestamp(milliseconds: (moment.steady + offset).wholeMilliseconds)
    }

    /// The server's clock minus our wall clock.
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
    /// For display and for a first guess at the server's time.
    package var wall: Timestamp
    /// Since some fixed moment, time asleep included: what timers count in. Setting the clock does not touch it.
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
