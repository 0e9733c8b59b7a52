import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import TextLayout

/// Tells what happens in the demonstration, each step with the milliseconds since its start.
struct DemoReporter: Sendable {
    private let terminal: Terminal
    private let json: Bool
    private let start = ContinuousClock.now

    init(terminal: Terminal, json: Bool) {
        self.terminal = terminal
        self.json = json
    }

    /// Who acts in a step.
    enum Actor: String, Codable, Sendable {
        case server
        case daemon
        case page
        case device
        case you

        var word: Phrase {
            switch self {
            case .server: Phrase("server", german: "Server")
            case .daemon: Phrase("daemon", german: "Dienst")
            case .page: Phrase("page", german: "Seite")
            case .device: Phrase("device", german: "Gerät")
            case .you: Phrase("you", german: "Sie")
            }
        }
    }

    func step(_ name: String, _ actor: Actor, _ phrase: Phrase, _ values: [String: String] = [:]) throws {
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        guard !json else {
            let detail = phrase.text(in: .english)
            let step = Step(step: name, actor: actor, elapsed: milliseconds, detail: detail, values: values)
            return try terminal.jsonLine(step)
        }
        let number = String(milliseconds)
        let margin = String(repeating: " ", count: max(0, 6 - number.count)) + number + " ms  "
        let actor = Styled(actor.word.text(in: terminal.language), .bold).padded(to: 8)
        try terminal.line(Styled(margin, .dim) + actor + Styled(phrase.text(in: terminal.language)))
    }

    /// What became of a sign-in.
    func change(_ exchange: ExchangeDocument) throws {
        let values = ["id": exchange.id, "state": exchange.state.rawValue]
        switch exchange.state {
        case .received where SignIn(exchange).operation == nil:
            let words = Phrase(
                "received: the push has arrived and is safe on disk",
                german: "eingetroffen: der Push ist da und sicher auf der Platte")
            try step("received", .daemon, words, values)
        case .received:
            let words = Phrase(
                "received: the push is safe on disk, and the server is being told",
                german: "eingetroffen: der Push ist sicher auf der Platte, und der Server wird informiert")
            try step("acknowledging", .daemon, words, values)
        case .acknowledged:
            try step("acknowledged", .daemon, Phrase { say in Self.asks(exchange, in: say) }, values)
        case .allowed, .authenticated, .denied, .cancelled, .expired, .refused, .unresolved:
            let words = Phrase { say in
                let state = say(.signIn(.state(exchange.state)))
                return say("the sign-in is \(state)", german: "Zustand der Anmeldung: \(state)")
            }
            try step("state", .daemon, words, values)
        }
    }

    private static func asks(_ exchange: ExchangeDocument, in say: Language) -> String {
        let signIn = SignIn(exchange)
        let text = signIn.text(in: say)
        let details = [signIn.application, signIn.place, text.device, text.timeLeft(now: Moment.now())]
        let asks = details.filter { !$0.isEmpty }.joined(separator: ", ")
        return say(
            "acknowledged: the server says who asks: \(asks)", german: "bestätigt: der Server sagt, wer fragt: \(asks)")
    }

    /// Lines to be copied as they are; not a step, and never among the JSON.
    func show(_ lines: [Phrase]) throws {
        guard !json else { return }
        try terminal.lines([""] + lines.map { Styled("    " + $0.text(in: terminal.language)) } + [""])
    }

    /// What the person is asked; not a step, and never among the JSON.
    func ask(_ question: Phrase) {
        terminal.ask(question.text(in: terminal.language), onErrors: json)
    }

    private struct Step: Encodable {
        var step: String
        var actor: Actor
        var elapsed: Int
        var detail: String
        var values: [String: String]

        private enum CodingKeys: String, CodingKey {
            case step
            case actor
            case elapsed = "elapsed_ms"
            case detail
            case values
        }
    }
}
