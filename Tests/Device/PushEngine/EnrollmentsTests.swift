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
        #expect(enrollments.id(for: .account("tenant", "two")) == "b")
        #expect(enrollments.id(for: .account("other", "two")) == nil)
        enrollments.remove("b")
        #expect(enrollments.id(for: .account("tenant", "two")) == nil && enrollments.count == 1)
    }

    @Test("are found by a tenant key in another case, and without one if only one enrollment fits") func fit() {
        let enrollments = enrollments(.sample("a", sub: "one"), .sample("b", sub: "two"))
        #expect(enrollments.id(for: .account("TENANT", "two")) == "b")
        #expect(enrollments.id(for: .account(nil, "one")) == "a")
        #expect(enrollments.id(for: .account(nil, "three")) == nil)
    }

    @Test("are found by a masked user if only one enrollment fits") func areFoundByAMask() {
        let enrollments = enrollments(.sample("a", sub: "9def1ee6-f10a"), .sample("b", sub: "9abc1ee6-f10a"))
        #expect(enrollments.id(for: .account("tenant", "9def****f10a")) == "a")
        #expect(enrollments.id(for: .account(nil, "9d*")) == "a")
        #expect(enrollments.id(for: .account("tenant", "9*f1*a")) == nil, "both fit")
        #expect(enrollments.id(for: .account("tenant", "*")) == nil)
        #expect(enrollments.id(for: .account("other", "9def*")) == nil)
        #expect(enrollments.id(for: .account("tenant", "9def1ee6-f10a*a")) == nil, "nothing is counted twice")
    }

    @Test("whose tenant is not known yet take the pushes of their user") func haveNoTenant() {
        var unknown = Enrollment.sample("a", sub: "one")
        unknown.tenantKey = ""
        var enrollments = enrollments(unknown, .sample("b", sub: "two"))
        #expect(enrollments.id(for: .account("any", "one")) == "a")
        unknown.tenantKey = "tenant"
        enrollments.setAccount(of: unknown)
        #expect(enrollments.id(for: .account("any", "one")) == nil)
        #expect(enrollments.id(for: .account("tenant", "one")) == "a")
    }

    @Test("get the items of their own lists, whatever those say, unless they name another one of the server")
    func haveTheirOwnItems() {
        let enrollments = enrollments(.sample("a", sub: "one"), .sample("b", sub: "two"))
        for item in [PushPayload.account(nil, nil), .account("other", "x"), .account(nil, "***")] {
            #expect(enrollments.id(for: item, listedFor: "a") == "a")
        }
        #expect(enrollments.id(for: .account("tenant", "two"), listedFor: "a") == "b")
        #expect(enrollments.id(for: .account("tenant", "two"), listedFor: "gone") == nil)
    }

    @Test("that are being removed are not found, and are restored if that fails") func leave() {
        var enrollments = enrollments(.sample("a"))
        enrollments.setLeaving(true, "a")
        #expect(enrollments["a"] == nil && enrollments.count == 0 && enrollments.all.isEmpty)
        #expect(enrollments.id(for: .account("tenant", "sub")) == nil)
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

extension PushPayload {
    /// A push for an account, or for a part of one.
    fileprivate static func account(_ tenantKey: String?, _ sub: String?) -> PushPayload {
        PushPayload(exchangeID: Secret("pushed"), tenantKey: tenantKey, sub: sub)
    }
}
