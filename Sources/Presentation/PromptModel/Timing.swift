/// A point in time by two clocks.
package struct Instant: Equatable, Sendable {
    /// Seconds since 1970, to show how long is left.
    package var wall: Double
    /// By a clock that can't be set, for everything else.
    package var steady: Duration

    /// The same instant by both clocks.
    package init(wall: Double, steady: Duration) {
        self.wall = wall
        self.steady = steady
    }
}

/// The times that the prompt goes by.
enum Timing {
    /// A click sooner than this after the buttons came was not meant for them: nobody reads and decides so fast.
    static let arming = Duration.milliseconds(700)
    /// The same for a window. It takes the keyboard, and its person may be typing a word when it comes.
    static let dialogArming = Duration.milliseconds(1_500)
    /// A notification that a person closed comes back once, after this.
    static let reminder = Duration.seconds(10)
    /// A notification that the service closed comes back after this, and each further time after twice as long.
    static let redisplay = Duration.seconds(2)
    /// A notification service that can't be reached is looked for again after this, and then after twice as long.
    static let serviceSearch = Duration.seconds(1)
    static let longest = Duration.seconds(30)

    /// `first`, doubled `times` times, and no more than ``longest``.
    static func doubled(_ first: Duration, _ times: Int) -> Duration {
        min(first * (1 << min(times, 10)), longest)
    }
}

/// How long is left is shown in steps, so that the screen rests between them.
enum Countdown {
    /// The time for which to show it, so that what is left is a multiple of the step, and how long that is right.
    static func step(expiry: Double, now: Double) -> (shown: Double, change: Duration?) {
        let left = expiry - now
        guard left > 0 else { return (expiry, nil) }
        let step: Double = left > 600 ? 60 : left > 60 ? 10 : 5
        let shown = (left / step).rounded(.down) * step
        // A little later than the edge, to be beyond it.
        return (expiry - shown, .milliseconds(Int64((left - shown) * 1_000) + 50))
    }
}
