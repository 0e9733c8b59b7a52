package import LocalAPIClient
package import LocalAPIModel
package import SignInModel

/// A point in time, by two clocks, in seconds.
package struct WatchTime: Equatable, Sendable {
    /// Since 1970, by a clock that can be set.
    package var wall: Double
    /// By a monotonic clock, since any fixed moment.
    package var steady: Double

    /// The same time by both clocks.
    package init(wall: Double, steady: Double) {
        self.wall = wall
        self.steady = steady
    }
}

/// A terminal's size in characters.
package struct ScreenSize: Equatable, Sendable {
    /// The width; at least 1.
    package let columns: Int
    /// The height; at least 1.
    package let rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// On a smaller terminal, the user could not see what they answer.
    static let smallest = ScreenSize(columns: 40, rows: 12)

    var isEnough: Bool {
        columns >= Self.smallest.columns && rows >= Self.smallest.rows
    }
}

/// What can happen to the live view.
package enum WatchEvent: Sendable {
    case key(Key)
    case changed(SignIn)
    /// The daemon's sign-ins, which are fetched after each connection.
    case listed(open: [SignIn], ended: [SignIn])
    case disconnected
    /// The outcome of a decision about the sign-in with this id.
    case decided(String, Result<SignIn, LocalAPIError>)
    case resized(ScreenSize)
    /// The view is on the screen again, after the program was suspended.
    case resumed
    /// The time of ``WatchModel/nextTick()`` has come.
    case tick

    var showsAnew: Bool {
        if case .resumed = self { true } else { false }
    }
}

/// What the live view wants its caller to do.
package enum WatchAction: Equatable, Sendable {
    /// Send a decision about the sign-in with this id, and report the outcome as ``WatchEvent/decided(_:_:)``.
    case decide(Decision, on: String)
    /// Ring the terminal's bell.
    case ring
    case quit
}
