package import LocalAPIModel
import NIOCore
import NIOPosix

/// Follows the daemon's events across its restarts, without missing one.
///
/// It connects, lists the open exchanges and follows the events. When the connection ends, it connects again and
/// resumes after the last event that it has seen. It waits 100 ms before the second attempt and then twice as long each
/// time, up to 5 s.
package struct EventFollower {
    /// What a follower reports, in the order in which it happens.
    package enum Update: Equatable, Sendable {
        /// The connection is there. It brings the events from now on or, if `isResumed`, all since the last one that
        /// was reported. `open` was read just after that, so a later event may show an older state than `open` does.
        case connected(open: [ExchangeDocument], isResumed: Bool)
        /// An exchange has changed; this is the exchange after the change.
        case changed(ExchangeDocument)
        /// The stream was not understood. The follower connects again.
        case broken(reason: UnusableAnswer)
        /// There is no connection. This is reported once, and not for each attempt that fails.
        case disconnected
    }

    /// After which failures a follower retries.
    package enum Persistence: Sendable {
        /// The first connection has to succeed. After that, the follower retries after all failures that a restart of
        /// the daemon can cause.
        case afterFirstConnection
        /// The follower retries after every failure. This is for programs that run as long as the session.
        case always
    }

    private let api: LocalAPIClient
    private let persistence: Persistence
    private let jitter: @Sendable () -> Double
    private let sleep: @Sendable (Duration) async throws -> Void
    private var lastID: String?
    private var isConnected = true
    private var delay = ReconnectDelay()

    /// It does nothing until ``run(_:)``.
    /// - Parameters:
    ///   - api: the daemon's API.
    ///   - persistence: after which failures to retry.
    ///   - jitter: gives a number from 0 to 1 for each wait; see ``ReconnectDelay``.
    ///   - sleep: waits between two attempts; it throws when its task is cancelled.
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

    /// Reports updates until the task is cancelled, `report` throws, or a failure is not retried.
    /// - Parameter report: called for each update, in order. If it throws a ``LocalAPIError``, that counts as a failure
    ///   of the connection, which may be retried.
    /// - Throws: the error that ended it.
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

    /// An error of `report`, which is never retried.
    private struct ReportFailure: Error {
        let error: any Error

        init(_ error: any Error) {
            self.error = error
        }
    }

    /// Reports the updates of one connection until the daemon ends it.
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

    /// Waits on NIO's event loop. `Task.sleep` would start Swift's global pool, which wakes an idle process once a
    /// second.
    package static let sleepOnLoop: @Sendable (Duration) async throws -> Void = { time in
        let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(time)) {}
        try await withTaskCancellationHandler {
            try await timer.futureResult.get()
        } onCancel: {
            timer.cancel()
        }
    }
}

/// How long to wait before the next attempt.
struct ReconnectDelay: Equatable {
    private static let first = Duration.milliseconds(100)
    private static let longest = Duration.seconds(5)

    private var base = first

    /// The next wait. `jitter`, from 0 to 1, makes it up to a quarter shorter or longer, so that the clients of a
    /// restarted daemon don't all connect at once.
    mutating func next(jitter: Double) -> Duration {
        defer { base = min(base * 2, Self.longest) }
        return base * (0.75 + jitter / 2)
    }
}

extension LocalAPIError {
    /// Whether a daemon that stops or starts can cause this. Its socket may exist while the daemon does not run.
    fileprivate var mayBeOfARestart: Bool {
        switch self {
        case .daemonUnreachable, .unintelligible: true
        case .problem(let problem): problem.code == .unavailable
        case .cancelled: false
        }
    }
}
