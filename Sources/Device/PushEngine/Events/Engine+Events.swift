import PushStore

extension Engine {
    /// Follows what happens.
    /// - Parameter number: of the last event that the caller has seen; `nil` for only what comes from now on.
    /// - Returns: all events after that one.
    package func follow(after number: Int64?) -> RecordedEvents {
        let (live, continuation) = events.follow()
        return RecordedEvents(page: storedEvents, live: live, continuation: continuation, after: number)
    }

    private nonisolated var storedEvents: RecordedEvents.Page {
        { [self] last, limit in
            try await look { snapshot in
                // A number that is still to come was given by another database: nothing of this one has been missed.
                let start = Swift.min(last, try snapshot.lastEvent())
                return (start, try snapshot.events(after: start, limit: limit))
            }
        }
    }
}
