package import LocalAPIModel

/// What the command line says about a command: its outcome, or why it failed, and what to do next.
package enum CommandMessage: Equatable, Sendable {
    // smartpush commandstatus
    case socketsUnknown
    case outputNotWritable

    // What every command takes.
    case noneOpen
    case severalOpen
    case signInIDTooShort
    case noSuchEnrollment(String)
    /// More than one enrollment has this name, account or start of an id. Each candidate is an id and its name.
    case severalSuchEnrollments(String, candidates: [String])

    // smartpush input
    case inputNotReadable
    case fileNotReadable(path: String)
    case noSuchFile(path: String)
    case enrollmentKeyMissing(String)
    case enrollmentNotJSON
    case enrollmentKeyUnknown(String)

    // smartpush enrollmentsource
    case zbarimgMissing
    case noQRCode
    case severalQRCodes

    // smartpush decide
    case waitOutOfRange
    case noOutcomeYet(decision: String, seconds: Int, see: String)
    case goesOnInBackground(decision: String, see: String)

    // smartpush deliver
    case noPushInInput

    // smartpush deny
    case allOrID
    /// What came of one of several sign-ins.
    indirect case ofSignIn(id: String, Message)

    // smartpush enroll
    case optionWithoutLink(String)
    case numberWanted
    /// The user has given up the enrollment; `why` is why the server could not be told.
    indirect case enrollmentGivenUp(why: Message?)
    case scanUnanswered
    case isItYourCompanys(server: String)
    case serverNotConfirmed(server: String)
    case serverIsPrivate(server: String)
    case enrolledAlready(EnrollmentName, id: String)
    case storedButRefused(EnrollmentName, id: String, why: String?)

    // smartpush rename
    case renamed(id: String, EnrollmentName)

    // smartpush history
    case limitTooSmall
    case noneEnded

    // smartpush list
    case allOrState
    case noSignIns
    case noSignInOpen

    // smartpush unenroll
    case unenrolled(EnrollmentName)

    // smartpush verify
    case tooManyVerifyArguments

    /// A usage error in the argument parser's words, and the command that explains the usage.
    case wrongUsage(parser: String, help: String)
    case demoHasMoved
    case unexpected(String)
    case inputMissing(InputKind, command: String)
    case enrollmentKeyOfWrongType(String)
    case enrollmentNotObject

    // Decisions.
    case stateIsNow(ExchangeState)
    case signInHasEnded(ExchangeState)
    case decisionChangedNothing(ExchangeState, decision: String)
    /// The word in front of ``allowed(application:)``.
    case allowedWord
    case allowed(application: String)
    /// The word in front of ``signedIn(application:)``.
    case signedInWord
    case signedIn(application: String)
    case denied(application: String)
    case cancelled(application: String)
    case choices
    case giveNumberWith
    case pickNumberWith
    case verifyCommand(id: String)

    // Enrollments.
    case enrollingFor
    /// The word in front of the id and the name.
    case enrolled
    /// The word in front of the id and the name of an enrollment whose server has not answered yet.
    case stored
    /// What follows them.
    case notReachedYet(why: String?)
    case numberQuestion
    case linkHasExpired
    case nothingEnrolled
    case refreshed(EnrollmentName, new: Int)
    case refreshFailed(EnrollmentName, why: String?)

    // Pushes.
    case pushAccepted(id: String, isDuplicate: Bool)
    /// `number` counts the pushes from 1, and is `nil` if there is only one.
    case pushRefused(number: Int?, code: String, why: FailureMessage)
}

/// What a command reads from a file or from standard input.
package enum InputKind: CaseIterable, Sendable {
    case pushes
    case enrollment
}
