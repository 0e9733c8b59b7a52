package import PushStore

/// The events after a given one, without a gap: first the stored ones, then the new ones.
///
/// It ends when the daemon stops, when it is cancelled, or when its reader is too slow. The reader can then follow
/// again from the last event that it has seen.
package struct RecordedEvents: AsyncSequence, Sendable {
    /// An event with its number.
    package typealias Element = Snapshot.RecordedEvent
    /// Reads the stored events after a number, the oldest first. `start` is the number that was used instead of one in
    /// the future.
    typealias Page = @Sendable (_ after: Int64, _ limit: Int) async throws -> (start: Int64, events: [Element])

    private static let pageSize = 100

    let page: Page
    let live: AsyncStream<Element>
    let continuation: AsyncStream<Element>.Continuation
    /// The number of the last event that the reader has seen; `nil` for new events only.
    let after: Int64?

    /// Ends the sequence for its reader.
    package func cancel() {
        continuation.finish()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(page: page, live: live.makeAsyncIterator(), last: after ?? 0, hasCaughtUp: after == nil)
    }

    /// Reads the stored events page by page, then the new ones.
    package struct Iterator: AsyncIteratorProtocol {
        let page: Page
        var live: AsyncStream<Element>.Iterator
        var last: Int64
        var hasCaughtUp: Bool
        var stored: ArraySlice<Element> = []

        /// - Throws: ``EngineRefusal`` if the database can't be read.
        package mutating func next() async throws -> Element? {
            if !hasCaughtUp, stored.isEmpty { try await turnPage() }
            guard let event = await takeNext() else { return nil }
            last = event.number
            return event
        }

        private mutating func turnPage() async throws {
            let (start, events) = try await page(last, RecordedEvents.pageSize)
            last = start
            stored = events[...]
            hasCaughtUp = stored.isEmpty
        }

        private mutating func takeNext() async -> Element? {
            if let event = stored.popFirst() { return event }
            // A new event may have been read as a stored one already.
            while let event = await live.next(isolation: #isolation) {
                if event.number > last { return event }
            }
            return nil
        }
    }
}
