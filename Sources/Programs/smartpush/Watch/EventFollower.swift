import LocalAPIClient
import LocalAPIModel

/// Follows the daemon's events over its restarts, without a gap.
struct EventFollower {
    enum News {
        /// The daemon sends its events from now on; or, if resumed, those since the last one that was heard.
        case connected(isResumed: Bool)
        case change(ExchangeDocument)
        /// The stream can't be understood, for this reason; it is begun anew.
        case broken(String)
        /// The daemon has ended the stream; it is tried again until it is back.
        case lost
    }

    private let api: LocalAPIClient
    private var lastID: String?
    private var backoff = Backoff()

    init(_ api: LocalAPIClient) {
        self.api = api
    }

    /// Until it is cancelled; or until the daemon says something that is no matter of a restart.
    mutating func run(_ tell: (News) async throws -> Void) async throws {
        try await follow(tell)
        while true {
            if backoff.isFirst { try await tell(.lost) }
            try await Task.sleep(for: backoff.next())
            do { try await follow(tell) } catch let error as LocalAPIError where Self.isOfARestart(error) {}
        }
    }

    /// What a daemon answers, or fails to, while it stops and starts: the socket may be there before it, or after.
    private static func isOfARestart(_ error: LocalAPIError) -> Bool {
        switch error {
        case .daemonUnreachable, .unintelligible: true
        case .problem(let problem): problem.code == .unavailable
        case .cancelled: false
        }
    }

    /// Tells what one connection brings, until the daemon ends it.
    private mutating func follow(_ tell: (News) async throws -> Void) async throws {
        let isResumed = lastID != nil
        try await api.withEvents(after: lastID) { events in
            try await tell(.connected(isResumed: isResumed))
            backoff = Backoff()
            do {
                for try await event in events {
                    lastID = event.id
                    try await tell(.change(event.exchange))
                }
            } catch LocalAPIError.unintelligible(let why) {
                try await tell(.broken(why))
            }
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
