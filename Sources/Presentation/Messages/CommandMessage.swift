package import LocalAPIModel

/// What the command line says about a command: its outcome, or why it failed, and what to do next.
package enum CommandMessage: Equatable, Sendable {
    // smartpush commandstatus
    case socketsUnknown
    case outputNotWritable

    // What every command takes.
    case noneOpen
    case severalOpen

    // smartpush input
    case inputNotReadable
    case fileNotReadable(path: String)
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

    // smartpush enroll
    case numberWithoutLink
    case numberWanted
    case noNumberGiven
    case scanUnanswered

    // smartpush history
    case limitTooSmall
    case noneEnded

    // smartpush list
    case allOrState
    case noSignIns
    case noSignInOpen

    // smartpush unenroll
    case unenrolled(name: String)

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
    case account(sub: String, tenant: String)
    case enrollingFor
    case enrolled
    case numberQuestion
    case linkHasExpired
    case nothingEnrolled
    case refreshed(id: String, new: Int)
    case refreshFailed(id: String, why: String?)

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
