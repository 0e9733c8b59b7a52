import LocalAPIModel
package import Messages

/// The wording of a sign-in in one language. Unknown texts are empty.
package struct SignInText: Sendable {
    private let signIn: SignIn
    private let language: Language

    init(_ signIn: SignIn, _ language: Language) {
        self.signIn = signIn
        self.language = language
    }

    /// The account and its tenant.
    package var account: String {
        say(.account(name: signIn.account, tenant: signIn.tenant))
    }

    /// The browser and the system on which the web page is shown.
    package var device: String {
        say(.device(browser: signIn.browser, system: signIn.system))
    }

    /// One word, for a table.
    package var state: String {
        say(.state(signIn.state))
    }

    /// A short sentence: what the sign-in waits for, or how and where it ended.
    package var standing: String {
        say(signIn.standing)
    }

    /// Why it was refused, or what is not known, and what to do.
    package var failure: String {
        signIn.failure.map { say(.failure($0)) } ?? ""
    }

    /// Such as `1:42 left`; empty if the sign-in has ended. `now` is in seconds since 1970.
    package func timeLeft(now: Double) -> String {
        guard signIn.isOpen, let end = DisplayTime.seconds(signIn.expiresAt) else { return "" }
        return say(.timeLeft(seconds: end - now))
    }

    private func say(_ message: SignInMessage) -> String {
        language(.signIn(message))
    }
}

extension SignIn {
    /// The wording of this sign-in in `language`.
    package func text(in language: Language) -> SignInText {
        SignInText(self, language)
    }

    /// What the sign-in waits for, or how it ended.
    package var standing: SignInMessage {
        if operation != nil, isOpen { return .serverIsBeingTold }
        let isElsewhere = endedBy == .remote
        return switch state {
        case .received: .hasArrived
        case .acknowledged: .waitsForAnswer
        case .allowed: .waitsForNumber
        case .authenticated: .signedIn(elsewhere: isElsewhere)
        case .denied: .denied(elsewhere: isElsewhere)
        case .cancelled: .calledOff(elsewhere: isElsewhere)
        case .expired: .nobodyAnswered
        case .refused, .unresolved: failure.map { .failure($0) } ?? .state(state)
        }
    }
}
