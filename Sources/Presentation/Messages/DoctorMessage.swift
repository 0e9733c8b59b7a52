package import LocalAPIClient
package import LocalAPIModel

/// What `smartpush doctor` found, and what to do about it.
package enum DoctorMessage: Equatable, Sendable {
    case state(DoctorState)
    case check(DoctorCheck)
    case remedy(DoctorRemedy)
    /// The last line: how many faults there are.
    case faultsFound(count: Int)

    // The daemon.
    /// `other` is the version of the command line, if it differs.
    case daemonAnswers(version: String, pid: Int32, uptime: String, other: String?)
    indirect case daemonFailed(why: Message)
    case daemonUnintelligible
    indirect case noCheckup(why: Message)

    // Its units.
    case noSystemd
    case noUserManager
    case unitsNotInstalled
    case startedWithoutSystemd(pid: Int32)
    case unitsWell
    case unit(String, UnitFault)

    // Its files, inbox and database.
    case filesPrivate([String])
    case file(String, FileFault)
    case inboxAnswers(path: String)
    case inboxRefuses(path: String, why: FailureMessage)
    case inboxUnreachable(path: String)
    case databaseWell(path: String, kibibytes: Int)
    case databaseUnusable(path: String)

    // The servers.
    case nothingEnrolled
    case server(url: String, account: EnrollmentName, ServerFinding)
    case delivery(EnrollmentName, Delivery)
    case proxyConfigured(address: String)
    case proxyOfShell(address: String, variable: String)
    case clockAgrees(server: String)
    case clockBehind(span: String, server: String)
    case clockAhead(span: String, server: String)
    case certificateExpired(server: String, date: String)
    /// `left` is given if the certificate has to be renewed soon.
    case certificateValid(server: String, date: String, left: String?)

    // The desktop.
    case noDesktop
    case notificationsShown(by: String)
    case busctlMissing
    case noNotificationService
    case promptRuns
    case promptStopped(unit: String)

    // The trial of a push.
    case noSimulator
    case pushWentThrough(server: String, milliseconds: Int)
    indirect case pushFailed(server: String, why: Message)
    case simulatorHasNoDevice
    case simulatorURLUnusable(String)
    case simulatorSilent(HTTPFailure)
    case simulatorAnswered(status: Int)
    case tookTooLong(DoctorWait, seconds: Int64)
    case signInEndedDifferently(here: ExchangeState, there: String)
}

/// The result of a check.
package enum DoctorState: String, CaseIterable, Sendable {
    case ok
    /// Nothing is wrong, but the user should know.
    case note
    case fault
}

/// What the doctor checks.
package enum DoctorCheck: String, CaseIterable, Sendable {
    case daemon
    case units
    case files
    case inbox
    case database
    case proxy
    case server
    case delivery
    case clock
    case certificate
    case notifications
    case prompt
    case push
}

/// The purpose of the command that is shown next to a finding.
package enum DoctorRemedy: CaseIterable, Sendable {
    case fix
    case seeWhy
    case enroll
    case enrollAgain
    case askAgain
    case showOperator
    case startSimulator
}

/// What the doctor waits for.
package enum DoctorWait: Equatable, Sendable {
    case endOfProgram(String)
    case arrivalOfPush
}

/// What is wrong with a unit.
package enum UnitFault: CaseIterable, Sendable {
    case masked
    case notInstalled
    case notLoadable
    case failed
    case inactive
    case changedOnDisk
    case notEnabled
}

/// What is wrong with a file or folder.
package enum FileFault: Equatable, Sendable {
    case notReadable
    case notYours
    /// `mode` is in octal digits.
    case openToOthers(mode: String)
}

/// The result of asking a server.
package enum ServerFinding: Equatable, Sendable {
    case answers
    case answersBut(String)
    /// It refuses the device; `why` is `nil` if that is not known.
    case refuses(why: String?)
    case unreachable(String)
}
