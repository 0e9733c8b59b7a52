import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A push id whose change is in doubt", .timeLimit(.minutes(1))) struct PushIDTests {
    /// A change that the server has taken or not, when the daemon ends or the answer is lost.
    private func inDoubt(_ device: TestEngine, restarts: Bool) async throws -> TestEngine {
        let changing = Task {
            try await device.engine.changeEnrollment("enrollment-1", name: nil, pushID: Secret("new"))
        }
        let call = await device.server.next()
        guard restarts else {
            call.reply(change: .outcomeUnknown(.lost))
            await #expect(throws: EngineRefusal.self) { try await changing.value }
            return device
        }
        return try await device.restarted()
    }

    private func stored(_ device: TestEngine) async throws -> [Secret<String>?] {
        let enrollment = try await device.store.read { try $0.enrollment("enrollment-1") }
        return [enrollment?.device.pushID, enrollment?.nextPushID]
    }

    @Test(
        "is found out before a step is sent",
        arguments: [true, false], [true, false])
    func isSettled(restarts: Bool, wasTaken: Bool) async throws {
        try await withEngine { device in
            let next = try await inDoubt(device, restarts: restarts)
            #expect(try await stored(next) == [Secret("p"), Secret("new")])
            _ = try await next.delivers()
            let question = await next.server.next()
            #expect(question.request == .pendingList && question.endpoint.device.pushID == Secret("new"))
            question.reply(pending: wasTaken ? .listed([]) : .refused(.sample))
            if !wasTaken {
                let second = await next.server.next()
                #expect(second.request == .pendingList && second.endpoint.device.pushID == Secret("p"))
                second.reply(pending: .listed([]))
            }
            let step = await next.server.next()
            let inForce = Secret(wasTaken ? "new" : "p")
            #expect(step.request == .acknowledge && step.endpoint.device.pushID == inForce)
            step.reply(.answered(.acknowledged))
            await next.flush()
            #expect(try await stored(next) == [inForce, nil])
        }
    }

    @Test("delays steps until the server tells") func waits() async throws {
        try await withEngine { device in
            let next = try await inDoubt(device, restarts: false)
            let id = try await next.delivers()
            await next.server.next().reply(pending: .unavailable(.lost))
            try await next.hears(id, "received acknowledge waiting 1")
            #expect(next.server.waiting.isEmpty)
            #expect(try await stored(next)[1] != nil)
            try await next.advanceUntilAsked()
            await next.server.next().reply(pending: .listed([]))
            #expect(await next.server.next().request == .acknowledge)
        }
    }

    @Test("is found out when the pending list is fetched, as after a start") func isSettledByRefreshing() async throws {
        try await withEngine { device in
            let next = try await inDoubt(device, restarts: true)
            async let refreshing = next.engine.refreshAll()
            await next.server.next().reply(pending: .listed([]))
            let list = await next.server.next()
            #expect(list.endpoint.device.pushID == Secret("new"))
            list.reply(pending: .listed([]))
            #expect(await refreshing.map(\.failure) == [nil])
        }
    }

    @Test("is requested again at a server without a pending list", arguments: [true, false])
    func asksAgain(wasTaken: Bool) async throws {
        try await withEngine { device in
            let next = try await inDoubt(device, restarts: true)
            _ = try await next.delivers()
            await next.server.next().reply(pending: .noSuchList)
            let again = await next.server.next()
            #expect(again.request == .changePushID(Secret("new")) && again.endpoint.device.pushID == Secret("p"))
            again.reply(
                change: wasTaken ? .refused(.refused(Refusal(code: "VER_0040", status: 403, subject: .device))) : .taken
            )
            #expect(await next.server.next().endpoint.device.pushID == Secret("new"))
        }
    }

    @Test("is the same for all enrollments that are one device for their server") func isShared() async throws {
        try await withEngine { device in
            try await device.enroll(.sample("enrollment-2", sub: "other"))
            async let changing = device.engine.changeEnrollment("enrollment-1", name: nil, pushID: Secret("new"))
            await device.server.next().reply(change: .taken)
            _ = try await changing
            for id in ["enrollment-1", "enrollment-2"] {
                #expect(try await device.engine.enrollment(id).enrollment.device.pushID == Secret("new"))
                #expect(try await device.store.read { try $0.enrollment(id) }?.device.pushID == Secret("new"))
            }
        }
    }

    @Test("that is taken but can't be stored is in force, and is settled at the next start")
    func survivesAFullDisk() async throws {
        try await withEngine { device in
            let changing = Task {
                try await device.engine.changeEnrollment("enrollment-1", name: nil, pushID: Secret("new"))
            }
            let call = await device.server.next()
            let lock = try device.lockWithoutChangingTheTimeout()
            call.reply(change: .taken)
            await #expect(throws: EngineRefusal.self) { try await changing.value }
            try lock.release()
            #expect(try await device.engine.enrollment("enrollment-1").enrollment.device.pushID == Secret("new"))
            let next = try await device.restarted()
            async let refreshing = next.engine.refreshAll()
            let question = await next.server.next()
            #expect(question.endpoint.device.pushID == Secret("new"))
            question.reply(pending: .listed([]))
            await next.server.next().reply(pending: .listed([]))
            _ = await refreshing
            #expect(try await stored(next) == [Secret("new"), nil])
        }
    }

    @Test("is changed by one caller at a time: the second one waits")
    func isChangedOnceAtATime() async throws {
        try await withEngine { device in
            let changes = ["one", "two"].map { pushID in
                Task { try await device.engine.changeEnrollment("enrollment-1", name: nil, pushID: Secret(pushID)) }
            }
            let first = await device.server.next()
            await device.flush()
            #expect(device.server.waiting.isEmpty)
            first.reply(change: .taken)
            let second = await device.server.next()
            #expect(first.request == .changePushID(second.endpoint.device.pushID), "it replaces what is in force")
            second.reply(change: .taken)
            for change in changes { _ = try await change.value }
            let inForce = try await stored(device)
            #expect(inForce[1] == nil)
            if let pushID = inForce[0] { #expect(second.request == .changePushID(pushID)) }
        }
    }

    @Test("is not found out while the server knows neither id") func isKnownToNobody() async throws {
        try await withEngine { device in
            let next = try await inDoubt(device, restarts: false)
            let refreshing = Task { await next.engine.refreshAll() }
            for pushID in ["new", "p"] {
                let question = await next.server.next()
                #expect(question.request == .pendingList && question.endpoint.device.pushID == Secret(pushID))
                question.reply(pending: .refused(.sample))
            }
            #expect(await refreshing.value.first?.failure?.reason == .pushIDInDoubt)
            #expect(try await stored(next) == [Secret("p"), Secret("new")])
            #expect(try await next.engine.enrollment("enrollment-1").health.state == .refused)
        }
    }

    @Test("stays as it was if the server has no such request", arguments: [true, false])
    func isNotSupported(isInDoubt: Bool) async throws {
        let failure = RequestFailure(.unusableAnswer(.noSuchPath, to: .pushID, status: 404))
        try await withEngine { device in
            guard isInDoubt else {
                let changing = Task {
                    try await device.engine.changeEnrollment("enrollment-1", pushID: Secret("new"))
                }
                await device.server.next().reply(change: .notSupported(failure))
                await #expect(throws: EngineRefusal.unreachable(failure, .nothing)) { try await changing.value }
                #expect(try await stored(device) == [Secret("p"), nil])
                return
            }
            let next = try await inDoubt(device, restarts: false)
            let refreshing = Task { await next.engine.refreshAll() }
            await next.server.next().reply(pending: .noSuchList)
            await next.server.next().reply(change: .notSupported(failure))
            let list = await next.server.next()
            #expect(list.endpoint.device.pushID == Secret("p"))
            list.reply(pending: .listed([]))
            _ = await refreshing.value
            #expect(try await stored(next) == [Secret("p"), nil])
        }
    }
}
