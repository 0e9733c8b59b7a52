import PushStore

extension Engine {
    /// Follows the events.
    /// - Parameter number: the number of the last event that the caller has seen; `nil` for new events only.
    /// - Returns: all events after that one.
    package func follow(after number: Int64?) -> RecordedEvents {
        let (live, continuation) = events.follow()
        return RecordedEvents(page: storedEvents, live: live, continuation: continuation, after: number)
    }

    private nonisolated var storedEvents: RecordedEvents.Page {
        { [self] last, limit in
            try await look { snapshot in
                // A number in the future comes from another database. No event of this one was missed then.
                let start = Swift.min(last, try snapshot.lastEvent())
                return (start, try snapshot.events(after: start, limit: limit))
            }
        }
    }
}
