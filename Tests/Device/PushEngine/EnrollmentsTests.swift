import PushExchange
import PushStore
import Testing

@testable import PushEngine

@Suite("The enrollments") struct EnrollmentsTests {
    private func enrollments(_ all: Enrollment...) -> Enrollments {
        var enrollments = Enrollments()
        for enrollment in all { enrollments.add(enrollment) }
        return enrollments
    }

    @Test("are found by the account of a push") func areFound() {
        var enrollments = enrollments(.sample("a", sub: "one"), .sample("b", sub: "two"))
        #expect(enrollments.id(tenantKey: "tenant", sub: "two") == "b")
        #expect(enrollments.id(tenantKey: "other", sub: "two") == nil)
        enrollments.remove("b")
        #expect(enrollments.id(tenantKey: "tenant", sub: "two") == nil && enrollments.count == 1)
    }

    @Test("that are being removed are not found, and are restored if that fails") func leave() {
        var enrollments = enrollments(.sample("a"))
        enrollments.setLeaving(true, "a")
        #expect(enrollments["a"] == nil && enrollments.count == 0 && enrollments.all.isEmpty)
        #expect(enrollments.id(tenantKey: "tenant", sub: "sub") == nil)
        // What is learnt in the meantime is not lost.
        enrollments.rename("a", to: "Laptop")
        enrollments.setLeaving(false, "a")
        #expect(enrollments["a"]?.enrollment.name == "Laptop")
    }

    @Test("that are one device change their push id together, one change at a time") func changePushIDs() {
        var enrollments = enrollments(.sample("a", sub: "one"), .sample("b", sub: "two"))
        let ids = enrollments.beginPushIDChange(of: "a", to: Secret("new"))
        #expect(Set(ids ?? []) == ["a", "b"])
        #expect(enrollments.beginPushIDChange(of: "b", to: Secret("other")) == nil)
        #expect(enrollments["b"]?.isPushIDUnderWay == true)
        #expect(enrollments["b"]?.enrollment.device.pushID == Secret("p"), "not before the server has taken it")
        enrollments.notePushID(.taken, of: ids ?? [])
        for id in ["a", "b"] {
            #expect(enrollments[id]?.enrollment.device.pushID == Secret("new"))
            #expect(enrollments[id]?.pushIDChange == nil && enrollments[id]?.enrollment.nextPushID == nil)
        }
    }

    @Test(
        "keep their push id if the new one was not taken",
        arguments: [DurableRequest.Event.notSent, .refused(.sample)])
    func keepPushIDs(event: DurableRequest.Event) {
        var enrollments = enrollments(.sample("a"))
        let ids = enrollments.beginPushIDChange(of: "a", to: Secret("new")) ?? []
        enrollments.notePushID(event, of: ids)
        #expect(enrollments["a"]?.enrollment.device.pushID == Secret("p"))
        #expect(enrollments["a"]?.pushIDChange == nil)
    }

    @Test("keep a change in doubt until the server tells, even after a restart", arguments: [true, false])
    func areInDoubt(wasTaken: Bool) {
        var stored = Enrollment.sample("a")
        stored.nextPushID = Secret("new")
        var enrollments = enrollments(stored)
        #expect(enrollments["a"]?.pushIDChange?.state == .settling && enrollments["a"]?.isPushIDUnderWay == false)
        enrollments.notePushID(.notSettled, of: ["a"])
        #expect(enrollments["a"]?.pushIDChange?.state == .settling)
        enrollments.notePushID(.settled(wasTaken: wasTaken), of: ["a"])
        #expect(enrollments["a"]?.enrollment.device.pushID == Secret(wasTaken ? "new" : "p"))
        #expect(enrollments["a"]?.pushIDChange == nil)
    }
}

@Suite("The deregistrations") struct DeregistrationsTests {
    @Test("are sent in one round at a time; a request during a round starts another") func rounds() {
        var deregistrations = Deregistrations()
        #expect(deregistrations.begin() == true)
        #expect(deregistrations.begin() == false)
        #expect(deregistrations.endRound() == true, "once more")
        #expect(deregistrations.endRound() == false)
        #expect(deregistrations.begin() == true)
    }
}

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
