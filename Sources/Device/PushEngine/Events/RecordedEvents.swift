package import PushStore

/// The events after one that was seen, without a gap: what is stored first, then what happens.
///
/// It ends when the daemon stops, when it is cancelled, or when its reader does not keep up: then the reader follows again
/// from the last event that it has seen.
package struct RecordedEvents: AsyncSequence, Sendable {
    package typealias Element = Snapshot.RecordedEvent
    /// Reads what is stored after the event of a number, oldest first.
    typealias Page = @Sendable (_ after: Int64, _ limit: Int) async throws -> (start: Int64, events: [Element])

    private static let pageSize = 100

    let page: Page
    let live: AsyncStream<Element>
    let continuation: AsyncStream<Element>.Continuation
    /// `nil`: only what happens from now on.
    let after: Int64?

    /// Ends the sequence for its reader.
    package func cancel() {
        continuation.finish()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(page: page, live: live.makeAsyncIterator(), last: after ?? 0, hasCaughtUp: after == nil)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let page: Page
        var live: AsyncStream<Element>.Iterator
        var last: Int64
        var hasCaughtUp: Bool
        var stored: ArraySlice<Element> = []

        /// - Throws: ``EngineRefusal`` where the database can't be read.
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
            // What happened while it caught up may have been read already.
            while let event = await live.next(isolation: #isolation) {
                if event.number > last { return event }
            }
            return nil
        }
    }
}
