package import LocalAPIModel

/// What is said of a sign-in, by every program that shows one.
package enum SignInMessage: Equatable, Sendable {
    /// Whose sign-in it is.
    case account(name: String, tenant: String)
    /// Where the web page is shown. One or both of them may be empty.
    case device(browser: String, system: String)
    /// How long it can still be answered, in seconds.
    case timeLeft(seconds: Double)
    /// One word, for a table. In English it is the API's.
    case state(ExchangeState)
    /// A step as a noun.
    case step(SignInStep)
    /// Stands behind the state.
    case stepUnderWay(SignInStep)

    // Where it stands, as a short sentence.
    case serverIsBeingTold
    case hasArrived
    case waitsForAnswer
    case waitsForNumber
    case signedIn(elsewhere: Bool)
    case denied(elsewhere: Bool)
    case calledOff(elsewhere: Bool)
    case nobodyAnswered
    case failure(FailureDocument)

    // In the table and in the details.
    case column(SignInColumn)
    case label(SignInLabel)
    /// How long ago something was; see ``DisplayTime/span(_:)``.
    case ago(span: String)
    /// A step under way, how often it was tried, and since when.
    case operation(SignInStep, attempt: Int, span: String)
    /// The program that answered. `executable` is `nil` where it is not known.
    case caller(executable: String?, pid: Int32)
    case endedBy(EndedBy)
}

/// A step of a sign-in that the daemon carries out.
package enum SignInStep: Equatable, Sendable {
    case acknowledge
    case allow
    case deny
    case cancel
    case verify
    /// A step of a later version's daemon, by its name.
    case other(String)

    /// - Parameter name: as the API has it (`operation.name`).
    package init(name: String) {
        switch name {
        case "acknowledge": self = .acknowledge
        case "allow": self = .allow
        case "deny": self = .deny
        case "cancel": self = .cancel
        case "verify": self = .verify
        default: self = .other(SafeText.line(name))
        }
    }
}

/// The columns of a list of sign-ins.
package enum SignInColumn: CaseIterable, Sendable {
    case id
    case state
    case application
    case place
    case device
    case timeLeft
    case age
}

/// The labels before what is known of one sign-in.
package enum SignInLabel: CaseIterable, Sendable {
    case id
    case state
    case timeLeft
    case application
    case message
    case place
    case address
    case ip
    case device
    case userAgent
    case choices
    case account
    case enrollment
    case method
    case received
    case changed
    /// When it will expire.
    case expires
    /// When it would have expired.
    case expiry
    case underWay
    case answeredBy
    case endedBy
    case reason
    case failure
    case failureDetail
}
