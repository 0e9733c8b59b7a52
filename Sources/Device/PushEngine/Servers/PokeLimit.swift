/// Limits how often all servers are asked because somebody said that something may be waiting: at most once a second,
/// and the last time is never lost. Pure.
struct PokeLimit: Sendable, Equatable {
    private static let pause = Duration.seconds(1)

    private var lastAsked: Duration?

    /// When to ask for a poke that comes now, in steady time. It is in the past or now if that is at once.
    func time(at now: Duration) -> Duration {
        lastAsked.map { max($0 + Self.pause, now) } ?? now
    }

    mutating func noteAsked(at now: Duration) {
        lastAsked = now
    }
}
