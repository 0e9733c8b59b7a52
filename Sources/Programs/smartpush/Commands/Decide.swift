import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import TextLayout

/// What the commands take that decide about a sign-in.
struct DecisionOptions: ParsableArguments {
    @Option(
        help: .spoken(
            "How long to wait for the outcome; 0 to leave it to the daemon.",
            german: "Wie lange auf den Ausgang zu warten ist; 0, um ihn dem Dienst zu überlassen.",
            valueName: .spoken("seconds", german: "sekunden")))
    var wait = 30

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !(0...3600).contains(wait) else { return }
        throw ValidationError.spoken(
            "--wait is from 0 to 3600 seconds", german: "--wait ist von 0 bis 3600 Sekunden")
    }
}

extension Session {
    /// Takes the decision, prints what came of it, and throws where it is not what was asked for.
    func decide(_ decision: Decision, on given: String?, _ options: DecisionOptions) async throws {
        let id = try await exchangeID(given)
        let outcome: DecisionOutcome
        do {
            outcome = try await api.decide(decision, on: id, wait: options.wait)
        } catch LocalAPIError.problem(let problem) {
            throw await complaint(of: problem, id)
        }
        if options.common.json { try terminal.json(outcome.exchange) }
        if outcome.isUnderWay {
            let see = "smartpush show \(outcome.exchange.id.prefix(8))"
            guard options.wait == 0 else {
                throw Complaint(
                    .serverFailed,
                    "no outcome of \(decision.word) within \(options.wait) s; it goes on in the background, see: \(see)",
                    german: "kein Ausgang von \(decision.word) in \(options.wait) s; es geht im Hintergrund weiter, "
                        + "siehe: \(see)")
            }
            guard !options.common.json else { return }
            return try terminal.line(
                Styled(
                    say(
                        "\(decision.word) goes on in the background; see: \(see)",
                        german: "\(decision.word) geht im Hintergrund weiter; siehe: \(see)")))
        }
        try decision.check(outcome.exchange)
        if !options.common.json { try terminal.lines(decision.report(outcome.exchange, in: say)) }
    }

    /// Where a step has failed, the exchange knows why in every language, and the problem in the daemon's.
    private func complaint(of problem: Problem, _ id: String) async -> Complaint {
        let complaint = Complaint(LocalAPIError.problem(problem))
        guard [.refused, .unresolved].contains(problem.code), let failure = try? await api.exchange(id).failure else {
            return complaint
        }
        return Complaint(
            complaint.status,
            Phrase { say in say(complaint.phrase.text(in: .english), german: failure.phrase.text(in: say)) })
    }
}

extension Decision {
    /// Throws where the exchange is not where the decision should have brought it.
    func check(_ exchange: ExchangeDocument) throws(Complaint) {
        guard !hasReached(exchange.state) else { return }
        let sentence = Phrase { say in
            let state = say(.signIn(.state(exchange.state)))
            return say("the sign-in is \(state) now", german: "der Zustand der Anmeldung ist jetzt: \(state)")
        }
        switch exchange.state {
        case .refused, .unresolved:
            throw Complaint(.serverFailed, SignIn(exchange).failure?.phrase ?? sentence)
        case .authenticated, .denied, .cancelled, .expired:
            throw Complaint(
                .notPossibleNow,
                Phrase { say in
                    sentence.text(in: say)
                        + say(
                            "; start a new one from the web page if you still need it",
                            german: "; starten Sie eine neue auf der Webseite, wenn Sie sie noch brauchen")
                })
        case .received, .acknowledged, .allowed:
            throw Complaint(
                .serverFailed,
                Phrase { say in
                    sentence.text(in: say)
                        + say(
                            " and \(word) has not changed that; try again",
                            german: ", und \(word) hat das nicht geändert; versuchen Sie es noch einmal")
                })
        }
    }

    private func hasReached(_ state: ExchangeState) -> Bool {
        switch self {
        case .allow: state == .allowed || state == .authenticated
        case .deny: state == .denied
        case .cancel: state == .cancelled
        case .verify: state == .authenticated
        }
    }

    func report(_ exchange: ExchangeDocument, in say: Language) -> [Styled] {
        let signIn = SignIn(exchange)
        switch self {
        case .allow where exchange.state == .allowed:
            let done = Styled(say("allowed", german: "erlaubt"), .good)
            let what = say(
                " the sign-in to \(signIn.application)", german: " ist die Anmeldung bei \(signIn.application)")
            return [done + Styled(what)] + Self.nextStep(signIn, in: say)
        case .allow, .verify:
            let done = Styled(say("signed in", german: "angemeldet"), .good)
            return [done + Styled(say(" to \(signIn.application)", german: " bei \(signIn.application)"))]
        case .deny:
            return [
                Styled(
                    say(
                        "denied the sign-in to \(signIn.application)",
                        german: "abgelehnt ist die Anmeldung bei \(signIn.application)"))
            ]
        case .cancel:
            return [
                Styled(
                    say(
                        "cancelled the sign-in to \(signIn.application)",
                        german: "abgebrochen ist die Anmeldung bei \(signIn.application)")
                )
            ]
        }
    }

    /// The numbers and the command to type.
    private static func nextStep(_ signIn: SignIn, in say: Language) -> [Styled] {
        let command = Styled("smartpush verify \(signIn.shortID) \(say("NUMBER", german: "ZAHL"))", .bold)
        guard let choices = signIn.choices, !choices.isEmpty else {
            let ask = say(
                "give the number that the web page shows: ", german: "geben Sie die Zahl an, die die Webseite zeigt: ")
            return [Styled(ask) + command]
        }
        let ask = say(
            "pick the number that the web page shows: ", german: "wählen Sie die Zahl, die die Webseite zeigt: ")
        return [
            Styled(say("choices: ", german: "zur Auswahl: ")) + Styled(choices.joined(separator: "  "), .bold),
            Styled(ask) + command,
        ]
    }
}
