import LocalAPIClient
import LocalAPIModel
import LoginPageClient
import Messages
import SignInModel

/// One sign-in, from the web page's first call to its redirect, with this desktop as the device.
struct DemoStory: Sendable {
    let api: LocalAPIClient
    let page: LoginPage
    let reporter: DemoReporter

    /// Plays the sign-in to its end. Asks `person` for the answers; without one, the sign-in is allowed.
    func play(_ person: Person?) async throws {
        guard let medium = try await page.mediums().first else { throw DemoFailure(.noDeviceOffered) }
        try reporter.step("methods", .page, .offersSignIn(device: medium.name ?? medium.id))
        let (signIn, exchange) = try await within(.seconds(20), .arrivalOfPush) { try await start(medium) }
        if let person {
            try await answer(exchange, signIn, person)
        } else {
            let allowed = try await allow(exchange)
            try await verify(allowed, signIn.number)
        }
        try await conclude(signIn, exchange)
    }

    /// Subscribes to the events before it starts the sign-in, so that no event is missed.
    private func start(_ medium: LoginPage.Medium) async throws -> (LoginPage.SignIn, ExchangeDocument) {
        try await api.withEvents { events in
            let signIn = try await page.initiate(medium)
            try reporter.step(
                "initiated", .page, .startsSignIn(number: signIn.number),
                ["number": signIn.number, "status_id": signIn.statusID])
            for try await event in events {
                try reporter.change(event.exchange)
                guard event.exchange.state.isOpen else { break }
                if event.exchange.state == .acknowledged { return (signIn, event.exchange) }
            }
            throw DemoFailure(.notAcknowledged)
        }
    }

    private func allow(_ exchange: ExchangeDocument) async throws -> ExchangeDocument {
        try reporter.step("allow", .you, .saysYes(id: shortID(exchange)))
        let allowed = try await decide(.allow, exchange)
        let choices = allowed.choices ?? []
        try reporter.step("choices", .device, .choices(choices), ["choices": choices.joined(separator: "  ")])
        return allowed
    }

    private func verify(_ exchange: ExchangeDocument, _ number: String) async throws {
        try reporter.step(
            "verify", .you, .picksNumber(id: shortID(exchange), number: number), ["number": number])
        _ = try await decide(.verify(number: number), exchange)
        try reporter.step("verified", .device, .numberAccepted)
    }

    private func decide(_ decision: Decision, _ exchange: ExchangeDocument) async throws -> ExchangeDocument {
        let outcome = try await api.decide(decision, on: exchange.id)
        guard !outcome.isUnderWay else { throw DemoFailure(.noOutcome(decision)) }
        let state = outcome.exchange.state
        guard decision.leads(to: state) else { throw DemoFailure(.otherStateReached(state)) }
        return outcome.exchange
    }

    private func shortID(_ exchange: ExchangeDocument) -> String { String(exchange.id.prefix(8)) }
}

// The answers of a user at the terminal.
extension DemoStory {
    private func answer(_ exchange: ExchangeDocument, _ signIn: LoginPage.SignIn, _ person: Person) async throws {
        let client = SignIn(exchange).application
        let answer = try await person.ask(.askWhetherToAllow(client: client), reporter, Person.Answer.init)
        guard answer == .allow else {
            try reporter.step("deny", .you, .saysNo(id: shortID(exchange)))
            _ = try await decide(.deny(reason: nil), exchange)
            return
        }
        let allowed = try await allow(exchange)
        try reporter.step("number", .page, .pageShows(number: signIn.number), ["number": signIn.number])
        while try await !enteredNumber(allowed, person) {}
    }

    /// Whether the user typed one of the choices. The daemon refuses any other number and does not send it.
    private func enteredNumber(_ exchange: ExchangeDocument, _ person: Person) async throws -> Bool {
        let number = try await person.ask(.askForNumber, reporter) { $0.isEmpty ? nil : $0 }
        do {
            try await verify(exchange, number)
            return true
        } catch LocalAPIError.problem(let problem) where problem.code == .wrongNumber {
            try reporter.step("wrong_number", .device, .numberIsNoChoice)
            return false
        }
    }
}

// The end of the sign-in.
extension DemoStory {
    /// The page polls until it gets the end that the device already has. If it is a success, the page completes the
    /// sign-in.
    private func conclude(_ signIn: LoginPage.SignIn, _ exchange: ExchangeDocument) async throws {
        let ended = try await api.exchange(exchange.id)
        let status = try await within(.seconds(10), .endOnPage) {
            try await polling(every: .milliseconds(50)) {
                let status = try await page.status(of: signIn)
                return Self.final.contains(status) ? status : nil
            }
        }
        try reporter.step("status", .page, .pageLearnsStatus(status), ["status": status])
        guard ended.state == .authenticated else { return }
        guard status == "AUTHENTICATED" else {
            throw DemoFailure(.statesDiffer(here: ended.state, there: SafeText.line(status)))
        }
        let location = try await page.finish(signIn)
        try reporter.step(
            "redirected", .page, .isRedirected(location: location), ["status": status, "location": location])
    }

    private static let final: Set<String> = ["AUTHENTICATED", "DENIED", "CANCELLED"]
}

extension Decision {
    /// Whether this decision, when carried out, leads to `state`.
    fileprivate func leads(to state: ExchangeState) -> Bool {
        switch self {
        case .allow: state == .allowed || state == .authenticated
        case .deny: state == .denied
        case .cancel: state == .cancelled
        case .verify: state == .authenticated
        }
    }
}
