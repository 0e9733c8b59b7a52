package import LocalAPIModel
import NIOCore
import NIOPosix

/// Follows the daemon's events over its restarts, without missing one.
///
/// It connects, lists what is open, follows the events, and connects again after the last event that it has seen. Between
/// two attempts it waits 100 ms, then twice as long each time, up to 5 s.
package struct EventFollower {
    /// What a follower reports, in the order in which it happens.
    package enum Update: Equatable, Sendable {
        /// The daemon sends its events from now on, or, if `isResumed`, all since the last one that was reported.
        /// `open` is what was open just after that: an event that follows may be older than what it says.
        case connected(open: [ExchangeDocument], isResumed: Bool)
        case changed(ExchangeDocument)
        /// The stream was not understood, for this reason. It is begun anew.
        case broken(reason: UnusableAnswer)
        /// The daemon is not there. It is reported once, until it is connected again.
        case disconnected
    }

    /// Which failures a follower goes on after.
    package enum Persistence: Sendable {
        /// The first connection has to succeed. After that, all that a daemon's restart can explain is retried.
        case afterFirstConnection
        /// Every failure is retried: for a program that runs as long as its session.
        case always
    }

    private let api: LocalAPIClient
    private let persistence: Persistence
    private let jitter: @Sendable () -> Double
    private let sleep: @Sendable (Duration) async throws -> Void
    private var lastID: String?
    private var isConnected = true
    private var delay = ReconnectDelay()

    /// Nothing happens before ``run(_:)``. `jitter` gives a number from 0 to 1 for each wait; see ``ReconnectDelay``.
    /// `sleep` waits between two attempts, and throws when its task is cancelled.
    package init(
        _ api: LocalAPIClient, persistence: Persistence,
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        sleep: @escaping @Sendable (Duration) async throws -> Void = EventFollower.sleepOnLoop
    ) {
        self.api = api
        self.persistence = persistence
        self.jitter = jitter
        self.sleep = sleep
    }

    /// Reports until the task is cancelled, `report` throws, or a failure comes that is not retried; that is thrown.
    ///
    /// A ``LocalAPIError`` that `report` throws counts as one of the connection's.
    package mutating func run(_ report: (Update) async throws -> Void) async throws {
        var isFirst = true
        while true {
            do {
                try await followOneConnection { update in
                    do { try await report(update) } catch  where !(error is LocalAPIError) {
                        throw ReportFailure(error)
                    }
                }
            } catch let failure as ReportFailure {
                throw failure.error
            } catch {
                guard retries(error, isFirst: isFirst) else { throw error }
            }
            isFirst = false
            if isConnected {
                isConnected = false
                try await report(.disconnected)
            }
            try await sleep(delay.next(jitter: jitter()))
        }
    }

    /// What the one that is reported to has thrown.
    private struct ReportFailure: Error {
        let error: any Error

        init(_ error: any Error) {
            self.error = error
        }
    }

    /// Reports what one connection brings, until the daemon ends it.
    private mutating func followOneConnection(_ report: (Update) async throws -> Void) async throws {
        let isResumed = lastID != nil
        try await api.withEvents(after: lastID) { events in
            let open = try await api.openExchanges()
            isConnected = true
            try await report(.connected(open: open, isResumed: isResumed))
            do {
                for try await event in events {
                    delay = ReconnectDelay()
                    lastID = event.id
                    try await report(.changed(event.exchange))
                }
                delay = ReconnectDelay()
            } catch LocalAPIError.unintelligible(let reason) {
                try await report(.broken(reason: reason))
            }
        }
    }

    private func retries(_ error: any Error, isFirst: Bool) -> Bool {
        guard !Task.isCancelled else { return false }
        switch persistence {
        case .always: return true
        case .afterFirstConnection: return !isFirst && (error as? LocalAPIError)?.mayBeOfARestart == true
        }
    }

    /// On NIO's event loop: `Task.sleep` would start Swift's global pool, which wakes an idle process once a second.
    package static let sleepOnLoop: @Sendable (Duration) async throws -> Void = { time in
        let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(time)) {}
        try await withTaskCancellationHandler {
            try await timer.futureResult.get()
        } onCancel: {
            timer.cancel()
        }
    }
}

/// How long to wait before each further attempt.
struct ReconnectDelay: Equatable {
    private static let first = Duration.milliseconds(100)
    private static let longest = Duration.seconds(5)

    private var base = first

    /// The next wait. `jitter`, from 0 to 1, takes away or adds up to a quarter, so that not all clients come at once.
    mutating func next(jitter: Double) -> Duration {
        defer { base = min(base * 2, Self.longest) }
        return base * (0.75 + jitter / 2)
    }
}

extension LocalAPIError {
    /// What a daemon answers, or fails to, while it stops and starts: the socket may be there before it, or after.
    fileprivate var mayBeOfARestart: Bool {
        switch self {
        case .daemonUnreachable, .unintelligible: true
        case .problem(let problem): problem.code == .unavailable
        case .cancelled: false
        }
    }
}
