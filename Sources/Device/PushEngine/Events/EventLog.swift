import PushStore

/// The recorded events and their followers. A follower that does not keep up is let go: it comes back with the number of the
/// last event that it has seen, and misses nothing.
struct EventLog {
    typealias Events = AsyncStream<Snapshot.RecordedEvent>

    /// How many events a follower may be behind.
    static let backlog = 1_024

    private var followers: [Int: Events.Continuation] = [:]
    private var lastFollower = 0

    /// - Returns: what is published from now on, and how to end it.
    mutating func follow() -> (Events, Events.Continuation) {
        let (events, continuation) = Events.makeStream(bufferingPolicy: .bufferingOldest(Self.backlog))
        lastFollower += 1
        followers[lastFollower] = continuation
        return (events, continuation)
    }

    /// Hands an event to all followers. To be called in the order of the events' numbers.
    mutating func publish(_ event: Snapshot.RecordedEvent) {
        for (id, follower) in followers {
            switch follower.yield(event) {
            case .enqueued: break
            case .dropped: followers.removeValue(forKey: id)?.finish()
            case .terminated: followers[id] = nil
            @unknown default: break
            }
        }
    }

    /// Ends all followers' sequences.
    mutating func finish() {
        for follower in followers.values { follower.finish() }
        followers = [:]
    }
}
