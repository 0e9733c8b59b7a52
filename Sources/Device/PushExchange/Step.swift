/// A request that moves a sign-in on (section 4 and 5 of the guide). Each spends the exchange id that the one before it
/// returned.
package enum Step: Sendable, Equatable {
    case acknowledge
    case allow
    case deny(reason: String?)
    case cancel(reason: String?)
    case verify(passcode: Secret<String>)

    package enum Name: String, Sendable, CaseIterable {
        case acknowledge
        case allow
        case deny
        case cancel
        case verify
    }

    package var name: Name {
        switch self {
        case .acknowledge: .acknowledge
        case .allow: .allow
        case .deny: .deny
        case .cancel: .cancel
        case .verify: .verify
        }
    }

    /// What the user gave as a reason, for the steps that have one.
    package var reason: String? {
        switch self {
        case .deny(let reason), .cancel(let reason): reason
        case .acknowledge, .allow, .verify: nil
        }
    }

    /// What the server's status says once this step has been taken.
    package var goal: RemoteStatus {
        switch self {
        case .acknowledge: .acknowledged
        case .allow: .allowed
        case .deny: .denied
        case .cancel: .cancelled
        case .verify: .authenticated
        }
    }

    /// Whether the sign-in is over with it, so that no further exchange id is needed.
    package var isLast: Bool {
        switch self {
        case .acknowledge, .allow: false
        case .deny, .cancel, .verify: true
        }
    }
}

/// The answers to step 6 of the guide.
package enum RemoteStatus: Sendable, Equatable {
    case initiated
    case acknowledged
    case allowed
    case denied
    case cancelled
    case authenticated
    /// The server does not know the status id, or says something that we don't.
    case unknown

    package init(_ text: String) {
        self =
            switch text.uppercased() {
            case "INITIATED": .initiated
            case "PUSH_ACKNOWLEDGED": .acknowledged
            case "ALLOWED": .allowed
            case "DENIED": .denied
            case "CANCELLED": .cancelled
            case "AUTHENTICATED": .authenticated
            default: .unknown
            }
    }

    /// The end that it means; `nil` while the sign-in goes on.
    var end: Exchange.State? {
        switch self {
        case .denied: .denied
        case .cancelled: .cancelled
        case .authenticated: .authenticated
        case .initiated, .acknowledged, .allowed, .unknown: nil
        }
    }
}

/// What the server returned when it took a step.
package struct StepAnswer: Sendable, Equatable {
    /// What the next step spends; the last steps need none.
    package var exchangeID: Secret<String>?
    /// The expiry of ``exchangeID``, in the server's time.
    package var expiresAt: Timestamp?
    package var statusID: Secret<String>?
    package var choices: [String]?
    package var signIn: SignIn

    package init(
        exchangeID: Secret<String>?, expiresAt: Timestamp? = nil, statusID: Secret<String>? = nil,
        choices: [String]? = nil, signIn: SignIn = SignIn()
    ) {
        self.exchangeID = exchangeID
        self.expiresAt = expiresAt
        self.statusID = statusID
        self.choices = choices
        self.signIn = signIn
    }
}

/// The local process that took a decision.
package struct Caller: Sendable, Equatable {
    package var pid: Int32
    package var exe: String?

    package init(pid: Int32, exe: String?) {
        self.pid = pid
        self.exe = exe
    }
}
