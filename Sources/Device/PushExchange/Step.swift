/// A request that advances a sign-in (sections 4 and 5 of the guide). Each uses up the exchange id that the previous
/// one returned.
package enum Step: Sendable, Equatable {
    case acknowledge
    case allow
    case deny(reason: String?)
    case cancel(reason: String?)
    case verify(passcode: Secret<String>)

    /// The kinds of steps, as they are stored and logged.
    package enum Name: String, Sendable, CaseIterable {
        case acknowledge
        case allow
        case deny
        case cancel
        case verify
    }

    /// Which kind of step it is.
    package var name: Name {
        switch self {
        case .acknowledge: .acknowledge
        case .allow: .allow
        case .deny: .deny
        case .cancel: .cancel
        case .verify: .verify
        }
    }

    /// The reason that the user gave; `nil` for steps that have none.
    package var reason: String? {
        switch self {
        case .deny(let reason), .cancel(let reason): reason
        case .acknowledge, .allow, .verify: nil
        }
    }

    /// The status that the server reports once it took this step.
    package var goal: RemoteStatus {
        switch self {
        case .acknowledge: .acknowledged
        case .allow: .allowed
        case .deny: .denied
        case .cancel: .cancelled
        case .verify: .authenticated
        }
    }

    /// Whether the sign-in ends with it, so that no further exchange id is needed.
    package var isLast: Bool {
        switch self {
        case .acknowledge, .allow: false
        case .deny, .cancel, .verify: true
        }
    }
}

/// The status of a sign-in, as the server reports it (section 6 of the guide).
package enum RemoteStatus: Sendable, Equatable {
    case initiated
    case acknowledged
    case allowed
    case denied
    case cancelled
    case authenticated
    /// The server does not know the status id, or reported a status that is not known here.
    case unknown

    /// The server's word for a status, in upper or lower case, with or without `_`.
    package init(_ text: String) {
        self =
            switch text.uppercased().filter({ $0 != "_" }) {
            case "INITIATED": .initiated
            case "PUSHACKNOWLEDGED": .acknowledged
            case "ALLOWED": .allowed
            case "DENIED": .denied
            case "CANCELLED": .cancelled
            case "AUTHENTICATED": .authenticated
            default: .unknown
            }
    }

    /// The state in which the sign-in ended; `nil` while it is open.
    var end: Exchange.State? {
        switch self {
        case .denied: .denied
        case .cancelled: .cancelled
        case .authenticated: .authenticated
        case .initiated, .acknowledged, .allowed, .unknown: nil
        }
    }
}

/// What the server returned for a step that it took.
package struct StepAnswer: Sendable, Equatable {
    /// The id for the next step; `nil` after the last steps.
    package var exchangeID: Secret<String>?
    /// When ``exchangeID`` expires, by the server's clock.
    package var expiresAt: Timestamp?
    /// The id for status requests; `nil` if the answer had none.
    package var statusID: Secret<String>?
    /// The numbers to choose from (`push_random_numbers`); `nil` if the answer had none.
    package var choices: [String]?
    /// What the answer reports about the sign-in.
    package var signIn: SignIn
    /// The user, by the subject identifier; only of use in an enrollment.
    package var sub: String?
    /// What a person knows the account by (`user_info`): the e-mail address, or else the name.
    package var account: String?
    /// The number that the web page would show (`push_selected_number`), if this device itself began the enrollment.
    package var selectedNumber: Secret<String>?

    package init(
        exchangeID: Secret<String>?, expiresAt: Timestamp? = nil, statusID: Secret<String>? = nil,
        choices: [String]? = nil, signIn: SignIn = SignIn(), sub: String? = nil, account: String? = nil,
        selectedNumber: Secret<String>? = nil
    ) {
        self.exchangeID = exchangeID
        self.expiresAt = expiresAt
        self.statusID = statusID
        self.choices = choices
        self.signIn = signIn
        self.sub = sub
        self.account = account
        self.selectedNumber = selectedNumber
    }
}

/// The local process that sent a decision.
package struct Caller: Sendable, Equatable {
    /// The process id, as the kernel recorded it when the process connected (unix(7), `SO_PEERCRED`).
    package var pid: Int32
    /// The path of its program (proc(5), `/proc/pid/exe`); `nil` if it could not be read.
    package var exe: String?

    package init(pid: Int32, exe: String?) {
        self.pid = pid
        self.exe = exe
    }
}
