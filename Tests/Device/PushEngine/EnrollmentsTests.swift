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
