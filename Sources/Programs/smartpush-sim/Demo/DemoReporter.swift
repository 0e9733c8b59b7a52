import FoundationEssentials
import LocalAPIModel
import Messages
import SignInModel

/// Reports the steps of the demonstration, each with the milliseconds since the start.
struct DemoReporter: Sendable {
    private let json: Bool
    private let language = Language.ofUser
    private let hasColour: Bool
    private let start = ContinuousClock.now

    init(json: Bool) {
        let environment = ProcessInfo.processInfo.environment
        self.json = json
        // Uses colour on a terminal that supports it, unless the user has disabled it (no-color.org).
        hasColour =
            (json ? StandardStream.errors : .output).isTerminal && environment["NO_COLOR", default: ""].isEmpty
            && !["", "dumb"].contains(environment["TERM", default: ""])
    }

    /// Reports one step. `name` and `values` are for programs and printed with `--json`.
    func step(_ name: String, _ actor: DemoActor, _ message: DemoMessage, _ values: [String: String] = [:]) throws {
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        guard !json else {
            let step = Step(
                step: name, actor: actor, elapsed: milliseconds, detail: Language.english(message), values: values)
            return try StandardStream.output.write(SafeText.json(JSONLine.encode(step)))
        }
        let number = String(milliseconds)
        let margin = String(repeating: " ", count: max(0, 6 - number.count)) + number + " ms  "
        let word = language(.actor(actor))
        let gap = String(repeating: " ", count: max(0, 8 - word.count))
        try line(styled(margin, .dim) + styled(word, .bold) + gap + SafeText.line(language(message)))
    }

    /// Reports a change of a sign-in.
    func change(_ exchange: ExchangeDocument) throws {
        let values = ["id": exchange.id, "state": exchange.state.rawValue]
        switch exchange.state {
        case .received where SignIn(exchange).operation == nil:
            try step("received", .daemon, .pushArrived, values)
        case .received:
            try step("acknowledging", .daemon, .pushIsBeingAcknowledged, values)
        case .acknowledged:
            let signIn = SignIn(exchange)
            let text = signIn.text(in: json ? .english : language)
            let details = [signIn.application, signIn.place, text.device, text.timeLeft(now: DisplayTime.now())]
                .filter { !$0.isEmpty }
            try step("acknowledged", .daemon, .serverSaysWhoAsks(details.joined(separator: ", ")), values)
        case .allowed, .authenticated, .denied, .cancelled, .expired, .refused, .unresolved:
            try step("state", .daemon, .stateChanged(exchange.state), values)
        }
    }

    /// Prints lines for the user to copy. They are not a step, and never printed with `--json`.
    func show(_ lines: [String]) throws {
        guard !json else { return }
        try line("")
        for text in lines { try line("    " + SafeText.line(text)) }
        try line("")
    }

    /// Asks the user. A question is not a step, and never printed with `--json`.
    func ask(_ question: DemoMessage) {
        let stream: StandardStream = json ? .errors : .output
        try? stream.write(styled(SafeText.line(language(question)), .bold))
    }

    private func line(_ text: String) throws { try StandardStream.output.write(text + "\n") }

    private enum Style: String {
        case bold = "\u{1B}[1m"
        case dim = "\u{1B}[2m"
    }

    private func styled(_ text: String, _ style: Style) -> String {
        hasColour ? style.rawValue + text + "\u{1B}[0m" : text
    }

    private struct Step: Encodable {
        var step: String
        var actor: DemoActor
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
