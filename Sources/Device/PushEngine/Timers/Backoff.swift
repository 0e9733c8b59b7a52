/// How long to wait before a retry. Pure: the caller provides the randomness.
enum Backoff {
    private static let first = Duration.milliseconds(500)
    /// A sign-in lives for about two minutes, and a longer pause would waste too much of that.
    private static let longest = Duration.seconds(8)
    private static let firstStatus = Duration.seconds(1)
    private static let longestStatus = Duration.seconds(4)
    private static let firstPoll = Duration.seconds(5)
    private static let longestPoll = Duration.seconds(300)

    /// The pause before a request is sent again.
    /// - Parameters:
    ///   - failures: how often in a row it has failed.
    ///   - atLeast: the pause that the server asked for.
    ///   - jitter: from 0 to 1, so that not all requests come at once.
    /// - Returns: the pause, never shorter than `atLeast`.
    static func pause(failures: Int, atLeast: Duration?, jitter: Double) -> Duration {
        let pause = grown(first, factor: 2, times: failures - 1, longest: longest)
        return max(pause * (0.75 + jitter / 2), atLeast ?? .zero)
    }

    /// The pause before the status of an open exchange is asked for again: one to two seconds at first, then longer.
    /// - Parameters:
    ///   - number: how often it was asked for since the last change of state.
    ///   - jitter: from 0 to 1.
    /// - Returns: the pause.
    static func status(number: Int, jitter: Double) -> Duration {
        grown(firstStatus, factor: 1.1, times: number, longest: longestStatus) * (1 + jitter / 4)
    }

    /// The pause before what waited for a server is sent, once the server can be asked again.
    static func spread(jitter: Double) -> Duration {
        first * jitter
    }

    /// The pause before the pending list of an unreachable server is requested again, while no sign-in is open.
    static func poll(failures: Int, jitter: Double) -> Duration {
        grown(firstPoll, factor: 2, times: failures - 1, longest: longestPoll) * (0.75 + jitter / 2)
    }

    private static func grown(_ start: Duration, factor: Double, times: Int, longest: Duration) -> Duration {
        var pause = start
        for _ in 0..<max(times, 0) where pause < longest {
            pause = pause * factor
        }
        return min(pause, longest)
    }
}
