/// A point in time, by two clocks.
package struct Instant: Equatable, Sendable {
    /// Seconds since 1970, to show how much time is left.
    package var wall: Double
    /// By a monotonic clock, for everything else.
    package var steady: Duration

    /// The same instant by both clocks.
    package init(wall: Double, steady: Duration) {
        self.wall = wall
        self.steady = steady
    }
}

/// The delays of the prompt.
enum Timing {
    /// A click within this time after the buttons appeared is ignored: nobody reads and decides so fast.
    static let arming = Duration.milliseconds(700)
    /// The same for a dialog. It takes the keyboard focus, perhaps while the user is typing a word.
    static let dialogArming = Duration.milliseconds(1_500)
    /// A notification that the user closed comes back once, after this time.
    static let reminder = Duration.seconds(10)
    /// A notification that the service closed comes back after this time, which doubles each time.
    static let redisplay = Duration.seconds(2)
    /// A notification service that can't be reached is looked for again after this time, which doubles each time.
    static let serviceSearch = Duration.seconds(1)
    static let longest = Duration.seconds(30)

    /// `first`, doubled `times` times, but at most ``longest``.
    static func doubled(_ first: Duration, _ times: Int) -> Duration {
        min(first * (1 << min(times, 10)), longest)
    }
}

/// The time that is left is shown in steps, so that the notification is not updated every second.
enum Countdown {
    /// Returns the time to compute the countdown for, so that a multiple of the step is left, and how long this is
    /// valid.
    static func step(expiry: Double, now: Double) -> (shown: Double, change: Duration?) {
        let left = expiry - now
        guard left > 0 else { return (expiry, nil) }
        let step: Double = left > 600 ? 60 : left > 60 ? 10 : 5
        let shown = (left / step).rounded(.down) * step
        // A little late, so that the next step has certainly begun.
        return (expiry - shown, .milliseconds(Int64((left - shown) * 1_000) + 50))
    }
}
