import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("An enrollment", .timeLimit(.minutes(1))) struct EnrollmentTests {
    @Test("exists once for each user of a tenant") func isUnique() async throws {
        try await withEngine { device in
            await #expect(throws: EngineRefusal.enrolledAlready(.sample())) {
                _ = try await device.engine.enroll(.sample("enrollment-2"))
            }
            #expect(await device.engine.allEnrolled.map(\.enrollment.id) == ["enrollment-1"])
        }
    }

    @Test("is used for its own pushes only") func isMatched() async throws {
        try await withEngine { device in
            try await device.enroll(.sample("enrollment-2", sub: "other"))
            _ = try await device.delivers(.sample("a", sub: "other"))
            #expect(await device.server.next().endpoint.sub == "other")
            await #expect(throws: EngineRefusal.ambiguous) { try await device.engine.enrollment("enrollment") }
            #expect(try await device.engine.enrollment("enrollment-2").enrollment.sub == "other")
        }
    }

    @Test("that is removed cancels its open sign-ins") func endsItsExchanges() async throws {
        try await withEngine { device in
            let first = try await device.acknowledged()
            let second = try await device.delivers(.sample("b"))
            let call = await device.server.next()
            try await device.engine.unenroll("enrollment-1")
            for id in [first, second] { try await device.hears(id, "cancelled by user") }
            let deregistration = await device.server.next()
            #expect(deregistration.request == .unenroll && deregistration.endpoint == call.endpoint)
            deregistration.reply(change: .taken)
            call.reply(.answered(.acknowledged))
            await device.flush()
            #expect(try await device.exchange(second).state == .cancelled)
            #expect(device.clock.untilAlarm == nil)
            await #expect(throws: EngineRefusal.noSuchEnrollment) { try await device.engine.unenroll("enrollment-1") }
            #expect(await device.engine.deliver([.sample("c")]) == [.failure(.unknownEnrollment)])
            #expect(try await device.restarted().engine.allEnrolled.isEmpty)
        }
    }

    @Test("sends a new push id to the server, and stores it if it was taken") func changesItsPushID() async throws {
        try await withEngine { device in
            async let changing = device.engine.changeEnrollment("enrollment-1", name: "Laptop", pushID: Secret("new"))
            let call = await device.server.next()
            #expect(call.request == .changePushID(Secret("new")) && call.endpoint.device.pushID == Secret("p"))
            let asked = try await device.store.read { try $0.enrollment("enrollment-1") }
            #expect(asked?.device.pushID == Secret("p") && asked?.nextPushID == Secret("new"))
            call.reply(change: .taken)
            #expect(try await changing.enrollment.name == "Laptop")
            #expect(try await device.store.read { try $0.enrollment("enrollment-1") }?.device.pushID == Secret("new"))
            _ = try await device.delivers()
            #expect(await device.server.next().endpoint.device.pushID == Secret("new"))
        }
    }

    @Test(
        "keeps its push id if the server did not take the new one",
        arguments: [
            (ChangeReply.refused(.sample), EngineRefusal.refused(.sample)),
            (.notSent(.silence), .unreachable(.silence, .nothing)),
        ])
    func keepsItsPushID(reply: ChangeReply, refusal: EngineRefusal) async throws {
        try await withEngine { device in
            let changing = Task {
                try await device.engine.changeEnrollment("enrollment-1", name: "New", pushID: Secret("new"))
            }
            await device.server.next().reply(change: reply)
            await #expect(throws: refusal) { try await changing.value }
            let stored = try await device.store.read { try $0.enrollment("enrollment-1") }
            #expect(stored?.device.pushID == Secret("p") && stored?.nextPushID == nil && stored?.name == nil)
        }
    }
}
