/// The settings of the engine.
package struct EngineSettings: Sendable, Equatable {
    /// How many exchanges may be open at once, over all enrollments. Beyond that, pushes are refused with `queue_full`.
    package var queueLimit: Int
    /// How many ended exchanges are kept at most.
    package var historyLimit: Int
    /// For how many days an ended exchange is kept.
    package var historyDays: Int
    /// How long a change that no caller waits for may wait for one with a caller, to share its commit. On most disks
    /// this is less than a commit takes.
    package var commitDelay: Duration
    /// How often to fetch each pending list while the user is active; `nil` for never.
    package var pollInterval: Duration?
    /// How often to fetch each pending list otherwise; `nil` for never.
    package var pollIdleInterval: Duration?

    package init(
        queueLimit: Int = 2_000, historyLimit: Int = 1_000, historyDays: Int = 90,
        commitDelay: Duration = .milliseconds(2), pollInterval: Duration? = .seconds(5),
        pollIdleInterval: Duration? = .seconds(60)
    ) {
        self.queueLimit = queueLimit
        self.historyLimit = historyLimit
        self.historyDays = historyDays
        self.commitDelay = commitDelay
        self.pollInterval = pollInterval
        self.pollIdleInterval = pollIdleInterval
    }
}
