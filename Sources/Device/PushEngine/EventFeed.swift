import PushStore

/// Hands each recorded event to those who follow. A follower that does not keep up is let go: it comes back with the
/// number of the last event that it has seen, and misses nothing.
struct EventFeed {
    typealias Events = AsyncStream<Snapshot.RecordedEvent>

    private static let backlog = 1_024

    private var followers: [Int: Events.Continuation] = [:]
    private var lastFollower = 0

    /// - Returns: what is published from now on, and how to end it.
    mutating func follow() -> (Events, Events.Continuation) {
        let (events, continuation) = Events.makeStream(bufferingPolicy: .bufferingOldest(Self.backlog))
        lastFollower += 1
        followers[lastFollower] = continuation
        return (events, continuation)
    }

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

    mutating func finish() {
        for follower in followers.values { follower.finish() }
        followers = [:]
    }
}
