import FoundationEssentials

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
