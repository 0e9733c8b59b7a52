import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel

/// One sign-in from the web page's first call to its redirect, with this desktop as the device.
struct DemoStory: Sendable {
    let api: LocalAPIClient
    let page: DemoPage
    let reporter: DemoReporter

    func play(_ person: Person?) async throws {
        guard let medium = try await page.mediums().first else {
            throw Complaint(
                .other, "smartpush-sim offers the web page no device to ask",
                german: "smartpush-sim bietet der Webseite kein Gerät an, das sie fragen könnte")
        }
        let name = medium.name ?? medium.id
        try reporter.step(
            "methods", .page,
            Phrase(
                "offers to sign in with Smart PUSH on \(name)",
                german: "bietet die Anmeldung mit Smart PUSH auf \(name) an"))
        let (signIn, exchange) = try await within(.seconds(20), .arrival) {
            try await start(medium)
        }
        if let person {
            try await answer(exchange, signIn, person)
        } else {
            let allowed = try await allow(exchange)
            try await verify(allowed, signIn, signIn.number)
        }
        try await conclude(signIn, exchange)
    }

    /// Follows the events first and starts the sign-in then, so that no event can be missed.
    private func start(_ medium: DemoPage.Medium) async throws -> (DemoPage.SignIn, ExchangeDocument) {
        try await api.withEvents { events in
            let signIn = try await page.initiate(medium)
            try reporter.step(
                "initiated", .page,
                Phrase(
                    "starts the sign-in and shows the number \(signIn.number)",
                    german: "beginnt die Anmeldung und zeigt die Zahl \(signIn.number)"),
                ["number": signIn.number, "status_id": signIn.statusID])
            for try await event in events {
                try reporter.change(event.exchange)
                guard event.exchange.state.isOpen else { break }
                if event.exchange.state == .acknowledged { return (signIn, event.exchange) }
            }
            throw Complaint(
                .other, "the push was not acknowledged; run it again to see whether it is so every time",
                german: "der Push wurde nicht bestätigt; starten Sie noch einmal, um zu sehen, ob das immer so ist")
        }
    }

    private func allow(_ exchange: ExchangeDocument) async throws -> ExchangeDocument {
        let id = exchange.id.prefix(8)
        try reporter.step(
            "allow", .you,
            Phrase("say yes, as with: smartpush allow \(id)", german: "sagen ja, wie mit: smartpush allow \(id)"))
        let allowed = try await decided(.allow, exchange)
        let choices = allowed.choices?.joined(separator: "  ") ?? "none, the number is typed"
        try reporter.step(
            "choices", .device,
            Phrase(
                "allowed: the numbers to choose from: \(choices)", german: "erlaubt: die Zahlen zur Auswahl: \(choices)"
            ),
            ["choices": choices])
        return allowed
    }

    private func verify(_ exchange: ExchangeDocument, _ signIn: DemoPage.SignIn, _ number: String) async throws {
        let command = "smartpush verify \(exchange.id.prefix(8)) \(number)"
        try reporter.step(
            "verify", .you,
            Phrase(
                "pick the page's number, as with: \(command)", german: "wählen die Zahl der Seite, wie mit: \(command)"),
            ["number": number])
        _ = try await decided(.verify(number: number), exchange)
        try reporter.step(
            "verified", .device,
            Phrase(
                "authenticated: the server has taken the number",
                german: "angemeldet: der Server hat die Zahl angenommen"))
    }

    private func decided(_ decision: Decision, _ exchange: ExchangeDocument) async throws -> ExchangeDocument {
        let outcome = try await api.decide(decision, on: exchange.id)
        guard !outcome.isUnderWay else {
            throw Complaint(
                .other, "\(decision.word) had no outcome in time; run it again",
                german: "\(decision.word) hatte rechtzeitig keinen Ausgang; starten Sie noch einmal")
        }
        try decision.check(outcome.exchange)
        return outcome.exchange
    }
}

// With a person at the terminal.
extension DemoStory {
    private func answer(_ exchange: ExchangeDocument, _ signIn: DemoPage.SignIn, _ person: Person) async throws {
        let who = SignIn(exchange).application
        let question = Phrase(
            "allow or deny this sign-in to \(who)? [a/d] ",
            german: "diese Anmeldung bei \(who) erlauben (a) oder ablehnen (d)? [a/d] ")
        let answer = try await person.ask(question, reporter, Person.Answer.init)
        guard answer == .allow else {
            let command = "smartpush deny \(exchange.id.prefix(8))"
            try reporter.step(
                "deny", .you, Phrase("say no, as with: \(command)", german: "sagen nein, wie mit: \(command)"))
            _ = try await decided(.deny(reason: nil), exchange)
            return
        }
        let allowed = try await allow(exchange)
        try reporter.step(
            "number", .page,
            Phrase(
                "shows, as the web page would: \(signIn.number)",
                german: "zeigt, wie es die Webseite täte: \(signIn.number)"),
            ["number": signIn.number])
        while try await !entered(allowed, signIn, person) {}
    }

    /// Whether the person gave a number that is among the choices: another is refused by the daemon, and not sent.
    private func entered(
        _ exchange: ExchangeDocument, _ signIn: DemoPage.SignIn, _ person: Person
    ) async throws -> Bool {
        let question = Phrase("the number that the web page shows: ", german: "die Zahl, die die Webseite zeigt: ")
        let number = try await person.ask(question, reporter) { $0.isEmpty ? nil : $0 }
        do {
            try await verify(exchange, signIn, number)
            return true
        } catch LocalAPIError.problem(let problem) where problem.code == .wrongNumber {
            try reporter.step("wrong_number", .device, problem.phrase)
            return false
        }
    }
}

// How it ends.
extension DemoStory {
    /// The page polls until it knows the end that the device knows already, and goes on where there was a yes.
    private func conclude(_ signIn: DemoPage.SignIn, _ exchange: ExchangeDocument) async throws {
        let ended = try await api.exchange(exchange.id)
        let learning = Phrase("the web page's learning of the end", german: "die Nachricht vom Ende an die Webseite")
        let status = try await within(.seconds(10), learning) {
            try await polling(every: .milliseconds(50)) {
                let status = try await page.status(of: signIn)
                return Self.final.contains(status) ? status : nil
            }
        }
        try reporter.step(
            "status", .page,
            Phrase("learns the sign-in's status: \(status)", german: "erfährt den Stand der Anmeldung: \(status)"),
            ["status": status])
        guard ended.state == .authenticated else { return }
        guard status == "AUTHENTICATED" else {
            throw Complaint(
                .other, "the device says \(ended.state.rawValue) and the server says \(status)",
                german: "das Gerät sagt \(ended.state.rawValue), und der Server sagt \(status)")
        }
        let location = try await page.finish(signIn)
        try reporter.step(
            "redirected", .page,
            Phrase(
                "is signed in and sent on to \(location)",
                german: "ist angemeldet und wird weitergeleitet an \(location)"),
            ["status": status, "location": location])
    }

    private static let final: Set<String> = ["AUTHENTICATED", "DENIED", "CANCELLED"]
}
