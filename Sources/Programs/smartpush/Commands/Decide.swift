import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import TextLayout

/// The options of the commands that decide about a sign-in.
struct DecisionOptions: ParsableArguments {
    @Option(help: .spoken(.waitOption, valueName: .secondsValue))
    var wait = 30

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !(0...3600).contains(wait) else { return }
        throw ValidationError.spoken(.waitOutOfRange)
    }
}

extension Session {
    /// Sends the decision and prints its result. Throws if the result is not what the user asked for.
    func decide(_ decision: Decision, on given: String?, _ options: DecisionOptions) async throws {
        let id = try await exchangeID(given)
        let outcome: DecisionOutcome
        do {
            outcome = try await api.decide(decision, on: id, wait: options.wait)
        } catch {
            throw await complaint(of: error, id)
        }
        if options.common.json { try terminal.json(outcome.exchange) }
        let words = try decision.result(outcome, waited: options.wait, in: say)
        if !options.common.json { try terminal.lines(words) }
    }

    func complaint(of error: any Error, _ id: String) async -> Complaint {
        guard case LocalAPIError.problem(let problem) = error else { return Complaint(error) }
        return await complaint(of: problem, id)
    }

    /// If a step has failed, the problem explains it in English, and the exchange in the other languages.
    private func complaint(of problem: Problem, _ id: String) async -> Complaint {
        var complaint = Complaint(LocalAPIError.problem(problem))
        if [.refused, .unresolved].contains(problem.code), let failure = try? await api.exchange(id).failure {
            complaint.message = .failure(
                .signIn(code: failure.code, detail: problem.detail, words: failure.words))
        }
        return complaint
    }
}

extension Decision {
    /// What to print about the outcome, after `waited` seconds. Throws if it is not what the user asked for.
    func result(_ outcome: DecisionOutcome, waited: Int, in say: Language) throws(Complaint) -> [Styled] {
        guard outcome.isUnderWay else {
            try check(outcome.exchange)
            return report(outcome.exchange, in: say)
        }
        let see = "smartpush show \(outcome.exchange.id.prefix(8))"
        guard waited == 0 else {
            throw Complaint(.serverFailed, .command(.noOutcomeYet(decision: word, seconds: waited, see: see)))
        }
        return [Styled(say(.command(.goesOnInBackground(decision: word, see: see))))]
    }

    /// Throws if the exchange is not in the state that the decision should have caused.
    func check(_ exchange: ExchangeDocument) throws(Complaint) {
        guard !hasReached(exchange.state) else { return }
        switch exchange.state {
        case .refused, .unresolved:
            throw Complaint(.serverFailed, SignIn(exchange).failure?.message ?? .command(.stateIsNow(exchange.state)))
        case .authenticated, .denied, .cancelled, .expired:
            throw Complaint(.notPossibleNow, .command(.signInHasEnded(exchange.state)))
        case .received, .acknowledged, .allowed:
            throw Complaint(.serverFailed, .command(.decisionChangedNothing(exchange.state, decision: word)))
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
        let application = signIn.application
        return switch self {
        case .allow where exchange.state == .allowed:
            [Self.line(.allowedWord, .allowed(application: application), say)] + Self.nextStep(signIn, in: say)
        case .allow, .verify: [Self.line(.signedInWord, .signedIn(application: application), say)]
        case .deny: [Styled(say(.command(.denied(application: application))))]
        case .cancel: [Styled(say(.command(.cancelled(application: application))))]
        }
    }

    /// The action, in the colour of success, and the application.
    private static func line(_ done: CommandMessage, _ what: CommandMessage, _ say: Language) -> Styled {
        Styled(say(.command(done)), .good) + Styled(" " + say(.command(what)))
    }

    /// The numbers, and the command that picks one.
    private static func nextStep(_ signIn: SignIn, in say: Language) -> [Styled] {
        let command = Styled(say(.command(.verifyCommand(id: signIn.shortID))), .bold)
        guard let choices = signIn.choices, !choices.isEmpty else {
            return [Styled(say(.command(.giveNumberWith)) + " ") + command]
        }
        return [
            Styled(say(.command(.choices)) + " ") + Styled(choices.joined(separator: "  "), .bold),
            Styled(say(.command(.pickNumberWith)) + " ") + command,
        ]
    }
}
