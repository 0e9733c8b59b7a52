package import PushExchange

/// What the daemon says to the service manager and the administrator: why it can't start, its status, and its journal.
package enum DaemonMessage: Equatable, Sendable {
    case device(DeviceMessage)

    // The configuration.
    case notAnObject(file: String)
    case unknownKey(file: String, key: String, known: [String])
    case wrongKind(file: String, key: String, ValueKind)
    case danglingLink(file: String, target: String)
    /// `file` is the configuration file, where the key may be.
    case impossibleValue(key: String, file: String, PossibleValue)
    /// `key` is the key or the variable that names the file.
    case noCertificates(key: String, file: String)
    /// `key` is the key or the variable that has the proxy.
    case proxyNotAURL(key: String)
    case proxyOfOtherKind(key: String, kind: String)
    case proxyLoginIgnored(variable: String)

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
    case ready
    case stopping
}

/// What is happening with a step of a sign-in.
package enum StepProgress: Equatable, Sendable {
    case underWay(Step.Name)
    case toBeSentAgain(Step.Name)
    case askedAbout(Step.Name)
}

/// The type that a value in the configuration file must have.
package enum ValueKind: CaseIterable, Equatable, Sendable {
    case text
    case wholeNumber
}

/// The values that a key of the configuration can have.
package enum PossibleValue: Equatable, Sendable {
    case number(from: Int, to: Int)
    case oneOf([String])
}
