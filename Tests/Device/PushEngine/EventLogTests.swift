import PushStore
import Testing

@testable import PushEngine

@Suite("The event log") struct EventLogTests {
    private func event(_ number: Int) -> Snapshot.RecordedEvent {
        Snapshot.RecordedEvent(number: Int64(number), document: "\(number)")
    }

    @Test("sends each event to all followers, in order") func publishes() async {
        var log = EventLog()
        let followers = [log.follow().0, log.follow().0]
        for number in 1...3 { log.publish(event(number)) }
        log.finish()
        for events in followers {
            var numbers: [Int64] = []
            for await event in events { numbers.append(event.number) }
            #expect(numbers == [1, 2, 3])
        }
    }

    @Test("removes a follower that is too slow, and no other") func letsGo() async {
        var log = EventLog()
        let slow = log.follow().0
        for number in 0...EventLog.backlog { log.publish(event(number)) }
        let other = log.follow().0
        log.publish(event(-1))
        log.finish()
        var count = 0
        for await _ in slow { count += 1 }
        #expect(count == EventLog.backlog)
        var numbers: [Int64] = []
        for await event in other { numbers.append(event.number) }
        #expect(numbers == [-1])
    }
}
