package import PushExchange
package import Settings

/// What the daemon says to the service manager and the administrator: why it can't start, its status, and its journal.
package enum DaemonMessage: Equatable, Sendable {
    case device(DeviceMessage)

    // Files, sockets and the kernel.
    case homeUnknown
    case sharedFolder(String)
    case unusableFolder(String)
    case anotherDaemon(folder: String)
    case damagedAndFixed(path: String, detail: String)
    case noTimer
    case anotherListens(path: String)
    case notASocket(path: String)
    case socketPathTooLong(path: String)
    case cantListen(path: String, detail: String)
    case noPeerCredentials

    // What `systemctl status` and `smartpush status` show.
    case summary(open: Int, enrollments: Int, away: Int, DatabaseFailure?)
    case serverSilent(baseURL: String, RequestFailure?)
    case inboxAcceptsNothing
    case damagedDatabaseKept(path: String)

    // The journal.
    case signIn(id: String, Exchange.State, StepProgress?, Failure?)
    case enrolled(baseURL: String)
    case scanEnded(baseURL: String, EnrollmentScan.State, Failure?)
    case unenrolled
    case deregistered
    case deregistrationRefused(Failure)
    case deregistrationsForgotten(Int)
    case serverAway(baseURL: String, RequestFailure?)
    case serverBack(baseURL: String)
    /// The difference in seconds.
    case clockDiffers(Int64)
    case databaseNotWritten(DatabaseFailure)
    case databaseSetAside(path: String, detail: String, kept: String)
    case damageNotFoundAgain(path: String)
    case networksUnknown
    case networkUp
    case reloaded(later: [String])
    case reloadFailed(why: String)
    case settingIgnored(IgnoredSetting)
    case ready
    case stopping
}

/// What is happening with a step of a sign-in.
package enum StepProgress: Equatable, Sendable {
    case underWay(Step.Name)
    case toBeSentAgain(Step.Name)
    case askedAbout(Step.Name)
}
