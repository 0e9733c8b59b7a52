import LocalAPIModel
package import Messages

/// A sign-in in the words of one language. What is not known is empty.
package struct SignInText: Sendable {
    private let signIn: SignIn
    private let language: Language

    init(_ signIn: SignIn, _ language: Language) {
        self.signIn = signIn
        self.language = language
    }

    /// Whose sign-in it is.
    package var account: String {
        say(.account(name: signIn.subject, tenant: signIn.tenant))
    }

    /// The same with no more than the beginning of a long `sub`, which tells it from another.
    package var shortAccount: String {
        guard signIn.subject.count > 24 else { return account }
        return say(.account(name: signIn.subject.prefix(8) + "…", tenant: signIn.tenant))
    }

    /// The browser and the system on which the web page is shown.
    package var device: String {
        say(.device(browser: signIn.browser, system: signIn.system))
    }

    /// One word, for a table.
    package var state: String {
        say(.state(signIn.state))
    }

    /// A short sentence: what it waits for, or how it ended, and where.
    package var standing: String {
        say(signIn.standing)
    }

    /// Why it was refused, or what is not known, and what to do.
    package var failure: String {
        signIn.failure.map { say(.failure($0)) } ?? ""
    }

    /// `1:42 left`, while it is open; `now` is in seconds since 1970.
    package func timeLeft(now: Double) -> String {
        guard signIn.isOpen, let end = DisplayTime.seconds(signIn.expiresAt) else { return "" }
        return say(.timeLeft(seconds: end - now))
    }

    private func say(_ message: SignInMessage) -> String {
        language(.signIn(message))
    }
}

extension SignIn {
    /// The same in words.
    package func text(in language: Language) -> SignInText {
        SignInText(self, language)
    }

    /// What it waits for, or how it ended.
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
