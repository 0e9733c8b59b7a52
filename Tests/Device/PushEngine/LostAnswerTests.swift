import Testing
import VerificationClient

@testable import PushEngine
@testable import PushExchange

@Suite("A step whose answer is lost", .timeLimit(.minutes(1))) struct LostAnswerTests {
    @Test("is asked about, and adopted if it was taken") func isAdopted() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            async let deciding = device.engine.decide(.verify, on: id, by: nil, timeout: .seconds(30))
            await device.server.next().reply(.outcomeUnknown(.lost))
            let status = await device.server.next()
            #expect(status.request == .askStatus)
            #expect(try await device.exchange(id).operation?.progress == .settling)
            status.reply(status: .learnt(.authenticated))
            #expect(try await deciding.outcome == .done)
            #expect(try await device.exchange(id).endedBy == .user)
        }
    }

    @Test("is asked about, and sent again if it was not taken") func isResent() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            try await device.decides(.verify, on: id)
            await device.server.next().reply(.outcomeUnknown(.lost))
            await device.server.next().reply(status: .learnt(.allowed))
            try await device.hears(id, "allowed verify waiting 1")
            try await device.advanceToAlarm()
            let second = await device.server.next()
            #expect(second.request == .verify)
            #expect(try await device.exchange(id).operation?.attempt == 2)
            second.reply(.answered(.last))
            try await device.hears(id, "authenticated by user")
        }
    }

    @Test("is unresolved if the numbers are lost with it") func isUnresolved() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let deciding = device.engine.decide(.allow, on: id, by: nil, timeout: .seconds(30))
            await device.server.next().reply(.outcomeUnknown(.lost))
            await device.server.next().reply(status: .learnt(.allowed))
            #expect(try await deciding.outcome == .unresolved(.lost(.allow)))
            #expect(try await device.exchange(id).state == .unresolved)
        }
    }

    @Test("is looked for in the pending list if there is no status id", arguments: [true, false])
    func isListed(listed: Bool) async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            await device.server.next().reply(.outcomeUnknown(.lost))
            let list = await device.server.next()
            #expect(list.request == .pendingList)
            list.reply(pending: .listed(listed ? [.sample()] : []))
            try await device.hears(id, "received acknowledge waiting 1")
            #expect(try await device.exchange(id).operation?.inDoubt == !listed)
            try await device.advanceToAlarm()
            await device.server.next().reply(.refused(.sample))
            try await device.hears(id, listed ? "refused" : "unresolved")
        }
    }

    @Test("is asked about with growing pauses, until two minutes after the expiry") func isGivenUp() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            try await device.decides(.verify, on: id)
            await device.server.next().reply(.outcomeUnknown(.lost))
            var pauses: [Duration] = []
            while true {
                await device.server.next().reply(status: .unavailable(.lost))
                await device.flush()
                pauses.append(try await device.advanceToAlarm())
                guard try await device.exchange(id).state.isOpen else { break }
            }
            #expect(try await device.exchange(id).failure == .lost(.verify))
            #expect(device.clock.now().wall == .start + .seconds(420))
            #expect(pauses[0] < .seconds(2) && pauses.allSatisfy { $0 <= .seconds(10) })
            #expect(pauses.count > 40 && pauses.count < 80, "\(pauses.count)")
        }
    }
}
