import FoundationEssentials
import LocalAPI
import Wording

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
    }

    func step(_ name: String, _ actor: Actor, _ text: String, _ values: [String: String] = [:]) throws {
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        guard !json else {
            let step = Step(step: name, actor: actor, elapsed: milliseconds, detail: text, values: values)
            return try terminal.jsonLine(step)
        }
        let number = String(milliseconds)
        let margin = String(repeating: " ", count: max(0, 6 - number.count)) + number + " ms  "
        try terminal.line(Styled(margin, .dim) + Styled(actor.rawValue, .bold).padded(to: 8) + Styled(text))
    }

    /// What became of a sign-in.
    func change(_ exchange: ExchangeDocument) throws {
        let text = SignInText(exchange, in: .english)
        let values = ["id": exchange.id, "state": exchange.state.rawValue]
        switch exchange.state {
        case .received where exchange.operation == nil:
            try step("received", .daemon, "received: the push has arrived and is safe on disk", values)
        case .received:
            let words = "received: the push is safe on disk, and the server is being told"
            try step("acknowledging", .daemon, words, values)
        case .acknowledged:
            let details = [text.who, text.place, text.device, text.left(now: Moment.now())]
            let asks = details.filter { !$0.isEmpty }.joined(separator: ", ")
            try step("acknowledged", .daemon, "acknowledged: the server says who asks: \(asks)", values)
        case .allowed, .authenticated, .denied, .cancelled, .expired, .refused, .unresolved:
            try step("state", .daemon, "the sign-in is \(exchange.state.rawValue)", values)
        }
    }

    /// Lines to be copied as they are; not a step, and never among the JSON.
    func show(_ lines: [String]) throws {
        guard !json else { return }
        try terminal.lines([""] + lines.map { Styled("    " + $0) } + [""])
    }

    /// What the person is asked; not a step, and never among the JSON.
    func ask(_ question: String) {
        terminal.ask(question, onErrors: json)
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
