package import LocalAPIClient
package import LocalAPIModel
package import Settings

/// What the desktop prompt says, besides the texts that all programs share (``SignInMessage``).
package enum PromptMessage: Equatable, Sendable {
    // The question.
    case question(application: String)
    case quotation(String)
    case origin(String)
    case device(String)
    case account(String)
    case whatAnswersDo
    case openMenu
    case answerInTerminal
    case button(PromptButton)

    // The second step of a denial.
    case wasItYou
    case whoStartedIt(application: String)
    case whatNotMeDoes
    case whatWasMeDoes

    // The number.
    case whichNumber
    case pickNumber(application: String)
    case windowAsks
    case dialogTitle(application: String)
    case dialogPickNumber
    case dialogTypeNumber

    // A step that is being sent to the server.
    case signIn(application: String)
    case sending(SignInStep)

    // While the screen is locked.
    case signInWaits
    case unlockToSeeIt

    case remark(PromptRemark)
    case ended(ExchangeState, application: String)
    case outcome(PromptOutcome)
    case log(PromptLogMessage)
    case exit(PromptExitReason)
}

/// The labels of buttons.
package enum PromptButton: CaseIterable, Sendable {
    case allow
    case deny
    case notMe
    case wasMe
    case back
    case giveNumber
    case signIn
    case notNow
}

/// A sentence that is shown above the rest until the next step.
package enum PromptRemark: Equatable, Sendable {
    /// The user pressed a button too soon to have read it.
    case tooSoon
    /// The daemon refused the decision, for this reason.
    case declined(Problem)
    /// The daemon could not be reached, or its answer was not understood.
    case noAnswer
    /// There is no program that can ask for the number.
    case noDialog
}

/// What the end of a sign-in means for the user.
package enum PromptOutcome: Equatable, Sendable {
    case pageContinues
    case signedInElsewhere
    case passwordMayBeKnown
    case answeredElsewhere
    case nobodySignedIn
    case nobodyAnswered
    case failure(FailureDocument)
}

/// What the prompt writes to the journal.
package enum PromptLogMessage: Equatable, Sendable {
    case active
    case standby
    case serviceGone
    case daemonAway
    case daemonBack
    case streamBroken(reason: UnusableAnswer)
    case pressed(decision: String, id: String)
    case onScreen(notifications: [UInt32])
}

/// Why the prompt can't run.
package enum PromptExitReason: Error, Equatable, Sendable {
    case noSessionBus(why: String)
    case sessionBusGone(why: String)
    case socketsUnknown
    case settings(SettingsFault)
    case unexpected(String)
}
