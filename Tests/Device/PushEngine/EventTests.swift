import PushExchange
import PushStore
import Testing

@testable import PushEngine

@Suite("A follower of the events", .timeLimit(.minutes(1))) struct EventTests {
    @Test("misses none between the stored and the new ones") func hasNoGap() async throws {
        try await withEngine { device in
            // More than one page of them, and one that comes while they are read.
            for number in 0..<120 { _ = try await device.delivers(.sample("push-\(number)")) }
            var events = await device.engine.follow(after: 10).makeAsyncIterator()
            var numbers: [Int64] = []
            for _ in 0..<50 { if let event = try await events.next() { numbers.append(event.number) } }
            _ = try await device.delivers(.sample("late"))
            for _ in 0..<61 { if let event = try await events.next() { numbers.append(event.number) } }
            _ = try await device.delivers(.sample("later"))
            if let event = try await events.next() { numbers.append(event.number) }
            #expect(numbers == Array(11...122))
            // Only a few acknowledgements are sent at a time, and these are not answered.
            for _ in 0..<8 { _ = await device.server.next() }
        }
    }

    @Test("from now on gets none of the earlier ones") func startsNow() async throws {
        try await withEngine { device in
            _ = try await device.acknowledged()
            var events = await device.engine.follow(after: nil).makeAsyncIterator()
            let id = try await device.delivers(.sample("new"))
            #expect(try await events.next()?.document == "\(id) received acknowledge sending 1")
            _ = await device.server.next()
        }
    }

    @Test("that is too slow is removed, and comes back without a gap") func isLetGo() async throws {
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

    @Test("with a number of another database gets the new ones") func isFromElsewhere() async throws {
        try await withEngine { device in
            var events = await device.engine.follow(after: 9_999).makeAsyncIterator()
            async let first = events.next()
            await device.flush()
            let id = try await device.delivers()
            #expect(try await first?.document == "\(id) received acknowledge sending 1")
            _ = await device.server.next()
        }
    }

    @Test("can cancel") func cancels() async throws {
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
    /// Publishes events with these numbers, as if they had been committed.
    fileprivate func publish(_ numbers: ClosedRange<Int64>) {
        for number in numbers { events.publish(Snapshot.RecordedEvent(number: number, document: "\(number)")) }
    }
}
