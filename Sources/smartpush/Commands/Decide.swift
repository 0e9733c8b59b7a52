import ArgumentParser
import LocalAPI
import Wording

/// What the commands take that decide about a sign-in.
struct DecisionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How long to wait for the outcome; 0 to leave it to the daemon.", valueName: "seconds"))
    var wait = 30

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !(0...3600).contains(wait) { throw ValidationError("--wait is from 0 to 3600 seconds") }
    }
}

extension Session {
    /// Takes the decision, prints what came of it, and throws where it is not what was asked for.
    func decide(_ decision: Decision, on given: String?, _ options: DecisionOptions) async throws {
        let outcome = try await api.decide(decision, on: exchangeID(given), wait: options.wait)
        if options.common.json { try terminal.json(outcome.exchange) }
        if outcome.isUnderWay {
            let see = "see: smartpush show \(outcome.exchange.id.prefix(8))"
            guard options.wait == 0 else {
                throw Complaint(
                    .serverFailed,
                    "no outcome of \(decision.word) within \(options.wait) s; it goes on in the background, \(see)")
            }
            if !options.common.json { try terminal.line(Styled("\(decision.word) goes on in the background; \(see)")) }
            return
        }
        try decision.check(outcome.exchange)
        if !options.common.json { try terminal.lines(decision.report(outcome.exchange)) }
    }
}

extension Decision {
    /// Throws where the exchange is not where the decision should have brought it.
    func check(_ exchange: ExchangeDocument) throws(Complaint) {
        guard !hasReached(exchange.state) else { return }
        let sentence = "the sign-in is \(exchange.state.rawValue) now"
        switch exchange.state {
        case .refused, .unresolved:
            throw Complaint(.serverFailed, exchange.failure.map { Voice.sentence($0.detail) } ?? sentence)
        case .authenticated, .denied, .cancelled, .expired:
            throw Complaint(.notPossibleNow, "\(sentence); start a new one from the web page if you still need it")
        case .received, .acknowledged, .allowed:
            throw Complaint(.serverFailed, "\(sentence) and \(word) has not changed that; try again")
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

    func report(_ exchange: ExchangeDocument) -> [Styled] {
        let text = SignInText(exchange, in: .english)
        let who = Styled(" to \(text.who)")
        switch self {
        case .allow where exchange.state == .allowed:
            return [Styled("allowed", .good) + Styled(" the sign-in") + who] + Self.nextStep(exchange, text)
        case .allow, .verify: return [Styled("signed in", .good) + who]
        case .deny: return [Styled("denied the sign-in") + who]
        case .cancel: return [Styled("cancelled the sign-in") + who]
        }
    }

    /// The numbers and the command to type.
    private static func nextStep(_ exchange: ExchangeDocument, _ text: SignInText) -> [Styled] {
        let command = Styled("smartpush verify \(text.shortID) NUMBER", .bold)
        guard let choices = exchange.choices, !choices.isEmpty else {
            return ["give the number that the web page shows: " + command]
        }
        return [
            "choices: " + Styled(choices.joined(separator: "  "), .bold),
            "pick the number that the web page shows: " + command,
        ]
    }
}
