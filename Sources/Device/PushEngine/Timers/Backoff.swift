/// How long to wait before the next try. Pure: the randomness is the caller's.
enum Backoff {
    private static let first = Duration.milliseconds(500)
    /// A sign-in lives about two minutes, so a longer pause would waste what is left of it.
    private static let longest = Duration.seconds(8)
    private static let firstStatus = Duration.seconds(1)
    private static let longestStatus = Duration.seconds(4)
    private static let firstPoll = Duration.seconds(5)
    private static let longestPoll = Duration.seconds(300)

    /// Before a request is sent again.
    /// - Parameters:
    ///   - failures: how many times in a row it has failed.
    ///   - atLeast: what the server asked for.
    ///   - jitter: from 0 to 1; spreads what would otherwise come all at once.
    /// - Returns: the pause, never shorter than `atLeast`.
    static func pause(failures: Int, atLeast: Duration?, jitter: Double) -> Duration {
        let pause = grown(first, factor: 2, times: failures - 1, longest: longest)
        return max(pause * (0.75 + jitter / 2), atLeast ?? .zero)
    }

    /// Before the status of an open exchange is asked again: every one to two seconds at first, then less often.
    /// - Parameters:
    ///   - number: how often it was asked since its state last changed.
    ///   - jitter: from 0 to 1.
    /// - Returns: the pause.
    static func status(number: Int, jitter: Double) -> Duration {
        grown(firstStatus, factor: 1.1, times: number, longest: longestStatus) * (1 + jitter / 4)
    }

    /// Before something that waited for a server is sent once the server may be asked again.
    static func spread(jitter: Double) -> Duration {
        first * jitter
    }

    /// Before a server that could not be reached is asked for its pending list again, while nothing is open.
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
