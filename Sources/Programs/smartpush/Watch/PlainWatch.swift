import LocalAPIClient
import LocalAPIModel
import Messages

/// Prints each change on a line: for a program, and where there is no screen.
struct PlainWatch {
    let session: Session
    let json: Bool

    func run() async throws {
        var follower = EventFollower(session.api)
        var isLost = false
        try await follower.run { news in
            switch news {
            case .connected(let isResumed):
                if isLost { complain("smartpushd is back", german: "smartpushd ist wieder da") }
                isLost = false
                // Nothing to resume from: what is open now stands for what was missed.
                if !isResumed, !json { try await printOpen() }
            case .change(let exchange): try show(exchange)
            case .broken(let why):
                complain("the event stream broke (\(why))", german: "der Strom der Ereignisse brach ab (\(why))")
            case .lost:
                isLost = true
                complain(
                    "lost smartpushd; waiting for it to come back",
                    german: "smartpushd ist weg; warte, bis es wieder da ist")
            }
        }
    }

    private func complain(_ english: String, german: String) {
        session.terminal.complain(Phrase(english, german: german))
    }

    private func printOpen() async throws {
        for exchange in try await session.api.exchanges(.open).exchanges.reversed() { try show(exchange) }
    }

    private func show(_ exchange: ExchangeDocument) throws {
        guard !json else { return try session.terminal.jsonLine(exchange) }
        let text = SignInText(exchange, in: session.terminal.language)
        try session.terminal.line(text.changeLine(now: Moment.now()))
    }
}
