import PushStore

/// The followers of the events. A follower that is too slow is removed. It can return with the number of the last event
/// that it has seen, and misses nothing.
struct EventLog {
    typealias Events = AsyncStream<Snapshot.RecordedEvent>

    /// How many events a follower may be behind.
    static let backlog = 1_024

    private var followers: [Int: Events.Continuation] = [:]
    private var lastFollower = 0

    /// - Returns: the events from now on, and what ends them.
    mutating func follow() -> (Events, Events.Continuation) {
        let (events, continuation) = Events.makeStream(bufferingPolicy: .bufferingOldest(Self.backlog))
        lastFollower += 1
        followers[lastFollower] = continuation
        return (events, continuation)
    }

    /// Sends an event to all followers. It must be called in the order of the numbers of the events.
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

    /// Ends the sequences of all followers.
    mutating func finish() {
        for follower in followers.values { follower.finish() }
        followers = [:]
    }
}
