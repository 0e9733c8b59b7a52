package import LocalAPIModel

/// Texts about a sign-in, for every program that shows one.
package enum SignInMessage: Equatable, Sendable {
    /// Whose sign-in it is. `tenant` is empty if it is not known.
    case account(name: String, tenant: String)
    /// The device that shows the web page. Either value, or both, may be empty.
    case device(browser: String, system: String)
    /// How many seconds are left to answer it.
    case timeLeft(seconds: Double)
    /// One word, for a table. In English it is the API's word.
    case state(ExchangeState)
    /// A step as a noun.
    case step(SignInStep)
    /// An addition to the state.
    case stepUnderWay(SignInStep)

    // What it waits for, or how it ended, as a short sentence.
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
    /// How long ago something happened; see ``DisplayTime/span(_:)``.
    case ago(span: String)
    /// A step that is being sent, the number of the attempt, and since when.
    case operation(SignInStep, attempt: Int, span: String)
    /// The program that answered. `executable` is `nil` if it is not known.
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
    /// A step that only a later version of the daemon has, by its name.
    case other(String)

    /// - Parameter name: the name in the API (`operation.name`).
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
    case account
}

/// The labels in the details of one sign-in.
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
    /// The user's id at the server.
    case subject
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
