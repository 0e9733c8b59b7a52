package import PushStore

/// The events after one that was seen, without a gap: what is stored first, then what happens.
///
/// It ends when the daemon stops, when it is cancelled, or when its reader does not keep up: then the reader follows again
/// from the last event that it has seen.
package struct RecordedEvents: AsyncSequence, Sendable {
    package typealias Element = Snapshot.RecordedEvent

    private static let page = 100

    let engine: Engine
    let live: AsyncStream<Element>
    let continuation: AsyncStream<Element>.Continuation
    /// `nil`: only what happens from now on.
    let after: Int64?

    /// Ends the sequence for whoever reads it.
    package func cancel() {
        continuation.finish()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(engine: engine, live: live.makeAsyncIterator(), last: after ?? 0, hasCaughtUp: after == nil)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let engine: Engine
        var live: AsyncStream<Element>.Iterator
        var last: Int64
        var hasCaughtUp: Bool
        var stored: ArraySlice<Element> = []

        package mutating func next() async throws -> Element? {
            if !hasCaughtUp, stored.isEmpty { try await turnPage() }
            guard let event = await takeNext() else { return nil }
            last = event.number
            return event
        }

        private mutating func turnPage() async throws {
            let last = last
            let (start, page) = try await engine.look { snapshot in
                // A number that is still to come was given by another database: nothing of this one has been missed.
                let start = Swift.min(last, try snapshot.lastEvent())
                return (start, try snapshot.events(after: start, limit: RecordedEvents.page))
            }
            self.last = start
            stored = page[...]
            hasCaughtUp = stored.isEmpty
        }

        private mutating func takeNext() async -> Element? {
            if let event = stored.popFirst() { return event }
            // What happened while it caught up may have been read already.
            while let event = await live.next(isolation: #isolation) {
                if event.number > last { return event }
            }
            return nil
        }
    }
}

extension Engine {
    /// Follows what happens after the event of a number, the last that was seen; `nil` for only what comes from now on.
    package func follow(after number: Int64?) -> RecordedEvents {
        let (live, continuation) = feed.follow()
        return RecordedEvents(engine: self, live: live, continuation: continuation, after: number)
    }
}
