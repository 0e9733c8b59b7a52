import PushExchange
import PushStore
import Testing

@testable import PushEngine

@Suite("Whoever follows the events", .timeLimit(.minutes(1))) struct EventTests {
    @Test("misses none between what is stored and what happens") func hasNoGap() async throws {
        try await withEngine { device in
            // More than a page of them, and one that comes while the pages are turned.
            for number in 0..<120 { _ = try await device.delivers(.sample("push-\(number)")) }
            var events = await device.engine.follow(after: 10).makeAsyncIterator()
            var numbers: [Int64] = []
            for _ in 0..<50 { if let event = try await events.next() { numbers.append(event.number) } }
            _ = try await device.delivers(.sample("late"))
            for _ in 0..<61 { if let event = try await events.next() { numbers.append(event.number) } }
            _ = try await device.delivers(.sample("later"))
            if let event = try await events.next() { numbers.append(event.number) }
            #expect(numbers == Array(11...122))
            // Acknowledgements leave a few at a time, and these are not answered.
            for _ in 0..<8 { _ = await device.server.next() }
        }
    }

    @Test("from now on hears nothing of what was before") func startsNow() async throws {
        try await withEngine { device in
            _ = try await device.acknowledged()
            var events = await device.engine.follow(after: nil).makeAsyncIterator()
            let id = try await device.delivers(.sample("new"))
            #expect(try await events.next()?.document == "\(id) received acknowledge sending 1")
            _ = await device.server.next()
        }
    }

    @Test("is let go when it does not keep up, and comes back without a gap") func isLetGo() async throws {
        try await withEngine { device in
            var events = await device.engine.follow(after: nil).makeAsyncIterator()
            await device.engine.publish(1...1_030)
            var last: Int64 = 0
            while let event = try await events.next() {
                #expect(event.number == last + 1)
                last = event.number
            }
            #expect(last == 1_024)
        }
    }

    @Test("with a number of another database hears of what happens here") func isFromElsewhere() async throws {
        try await withEngine { device in
            var events = await device.engine.follow(after: 9_999).makeAsyncIterator()
            async let first = events.next()
            await device.flush()
            let id = try await device.delivers()
            #expect(try await first?.document == "\(id) received acknowledge sending 1")
            _ = await device.server.next()
        }
    }

    @Test("is let go when it wants to be") func cancels() async throws {
        try await withEngine { device in
            let following = await device.engine.follow(after: nil)
            following.cancel()
            var events = following.makeAsyncIterator()
            let event = try await events.next()
            #expect(event == nil)
        }
    }
}

extension Engine {
    /// Tells of events with these numbers, as if they had been committed.
    fileprivate func publish(_ numbers: ClosedRange<Int64>) {
        for number in numbers { events.publish(Snapshot.RecordedEvent(number: number, document: "\(number)")) }
    }
}
