package import LocalAPIClient
package import LocalAPIModel
package import SignInModel

/// A point in time by two clocks, in seconds.
package struct WatchTime: Equatable, Sendable {
    /// Since 1970. It can be set.
    package var wall: Double
    /// By a clock that can't be set, from any start.
    package var steady: Double

    /// The same time by both clocks.
    package init(wall: Double, steady: Double) {
        self.wall = wall
        self.steady = steady
    }
}

/// A terminal's size in characters.
package struct ScreenSize: Equatable, Sendable {
    /// At least 1, as ``rows``.
    package let columns: Int
    package let rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// Below this a sign-in can't be shown so that one knows what one answers.
    static let smallest = ScreenSize(columns: 40, rows: 12)

    var isEnough: Bool {
        columns >= Self.smallest.columns && rows >= Self.smallest.rows
    }
}

/// What happens to the live view.
package enum WatchEvent: Sendable {
    case key(Key)
    case changed(SignIn)
    /// What the daemon has, asked for at each connection.
    case listed(open: [SignIn], ended: [SignIn])
    case disconnected
    /// What came of a decision on the sign-in with this id.
    case decided(String, Result<SignIn, LocalAPIError>)
    case resized(ScreenSize)
    /// The screen was given back meanwhile, and is shown again.
    case resumed
    /// The time that ``WatchModel/nextTick()`` named has come.
    case tick

    var showsAnew: Bool {
        if case .resumed = self { true } else { false }
    }
}

/// What the live view wants done.
package enum WatchAction: Equatable, Sendable {
    /// To send a decision on the sign-in with this id, and to report its outcome as ``WatchEvent/decided(_:_:)``.
    case decide(Decision, on: String)
    /// To ring the terminal's bell.
    case ring
    case quit
}
