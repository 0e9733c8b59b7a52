import ArgumentParser
import LocalAPI
import Wording

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print each change of a sign-in as it happens.",
        discussion: "Goes on, without missing a change, when the daemon is restarted. Ends with Ctrl-C.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        var watcher = Watcher(session: try Session(), json: common.json)
        try await watcher.run()
    }
}

/// Follows the event stream over restarts of the daemon.
private struct Watcher {
    private let session: Session
    private let json: Bool
    private var lastID: String?
    private var backoff = Backoff()

    init(session: Session, json: Bool) {
        self.session = session
        self.json = json
    }

    mutating func run() async throws {
        try await follow()
        while true {
            if backoff.isFirst { session.terminal.complain("lost smartpushd; waiting for it to come back") }
            try await Task.sleep(for: backoff.next())
            do { try await follow() } catch let error as LocalAPIError where Self.isOfARestart(error) {}
        }
    }

    /// What a daemon answers, or fails to, while it stops and starts: the socket may be there before it, or after.
    static func isOfARestart(_ error: LocalAPIError) -> Bool {
        switch error {
        case .daemonUnreachable, .unintelligible: true
        case .problem(let problem): problem.code == .unavailable
        case .cancelled: false
        }
    }

    /// Prints what one connection brings, until the daemon ends it.
    private mutating func follow() async throws {
        let resumed = lastID != nil
        try await session.api.withEvents(after: lastID) { events in
            if !backoff.isFirst { session.terminal.complain("smartpushd is back") }
            backoff = Backoff()
            // Nothing to resume from: what is open now stands for what was missed.
            if !resumed, !json { try await printOpen() }
            do {
                for try await event in events {
                    lastID = event.id
                    try show(event.exchange)
                }
            } catch LocalAPIError.unintelligible(let why) {
                session.terminal.complain("the event stream broke (\(why))")
            }
        }
    }

    private func printOpen() async throws {
        for exchange in try await session.api.exchanges(.open).exchanges.reversed() { try show(exchange) }
    }

    private func show(_ exchange: ExchangeDocument) throws {
        if json {
            try session.terminal.jsonLine(exchange)
        } else {
            try session.terminal.line(SignInText(exchange, in: .english).changeLine(now: Moment.now()))
        }
    }
}

/// How long to wait before each further try: twice as long each time, up to five seconds.
struct Backoff: Equatable {
    private var delay = Duration.milliseconds(100)
    private(set) var isFirst = true

    mutating func next() -> Duration {
        defer { delay = min(delay * 2, .seconds(5)) }
        isFirst = false
        return delay
    }
}
