/// What can be configured of the engine.
package struct EngineSettings: Sendable, Equatable {
    /// How many exchanges may be open at once, over all enrollments. Beyond it a push is answered `queue_full`.
    package var queueLimit: Int
    /// How many ended exchanges are kept.
    package var historyLimit: Int
    /// How many days an ended exchange is kept.
    package var historyDays: Int
    /// How long a change that nobody waits for may wait for one that somebody does, to share its commit. Less than a commit
    /// takes on most disks.
    package var commitDelay: Duration

    package init(
        queueLimit: Int = 2_000, historyLimit: Int = 1_000, historyDays: Int = 90,
        commitDelay: Duration = .milliseconds(2)
    ) {
        self.queueLimit = queueLimit
        self.historyLimit = historyLimit
        self.historyDays = historyDays
        self.commitDelay = commitDelay
    }
}
