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

@Suite("A step that is not taken", .timeLimit(.minutes(1))) struct NotTakenTests {
    @Test("adopts the end of the sign-in on the web page") func wasCancelledElsewhere() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let deciding = device.engine.decide(.allow, on: id, by: nil, timeout: .seconds(30))
            await device.server.next().reply(.refused(.sample))
            let status = await device.server.next()
            #expect(status.request == .askStatus)
            status.reply(status: .learnt(.cancelled))
            #expect(try await deciding.outcome == .wrongState(.ended(.cancelled, elsewhere: true)))
            #expect(try await device.exchange(id).endedBy == .remote)
        }
    }

    @Test("is refused if the status can't be asked for either") func isRefused() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.decides(.allow, on: id)
            await device.server.next().reply(.refused(.sample))
            await device.server.next().reply(
                status: .unavailable(RequestFailure(.unusableAnswer(.askedToWait, to: .allow, status: 429))))
            try await device.hears(id, "refused")
            #expect(try await device.exchange(id).failure == .sample)
        }
    }

    @Test("is sent again after half a second, then with longer pauses") func isRetried() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            var pauses: [Duration] = []
            while true {
                let call = await device.server.next()
                #expect(call.request == .acknowledge)
                call.reply(.notSent(RequestFailure(.unusableAnswer(.askedToWait, to: .allow, status: 429))))
                await device.flush()
                pauses.append(try await device.advanceToAlarm())
                guard try await device.exchange(id).state.isOpen else { break }
            }
            #expect(try await device.exchange(id).endedBy == .clock)
            #expect(device.clock.now().wall == .start + .seconds(300))
            let first = pauses[0]
            let third = pauses[2]
            let longest = pauses.max()
            #expect(first >= .milliseconds(375) && first <= .milliseconds(625))
            #expect(third >= .milliseconds(1_500) && third <= .milliseconds(2_500))
            #expect(longest ?? .zero <= .seconds(10))
            #expect(try await device.told().suffix(2).first?.contains("acknowledge waiting \(pauses.count)") == true)
        }
    }

    @Test("is not sent again before the time that the server asked for", arguments: [true, false])
    func honoursRetryAfter(isKnown: Bool) async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.decides(.deny, on: id)
            let trouble = RequestFailure(
                .unusableAnswer(.askedToWait, to: .allow, status: 429), retryAfter: .seconds(60))
            await device.server.next().reply(isKnown ? .notSent(trouble) : .outcomeUnknown(trouble))
            try await device.hears(id, "acknowledged deny \(isKnown ? "waiting" : "settling") 1")
            await device.advance(by: .milliseconds(59_999))
            #expect(device.server.waiting.isEmpty)
            await device.advance(by: .milliseconds(1))
            #expect(await device.server.next().request == (isKnown ? .step(.deny, Secret("second")) : .askStatus))
        }
    }

    @Test("is not sent again if that would be after the expiry") func expiresFirst() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.decides(.deny, on: id)
            await device.server.next().reply(
                .notSent(
                    RequestFailure(.unusableAnswer(.askedToWait, to: .allow, status: 429), retryAfter: .seconds(3_600)))
            )
            try await device.hears(id, "acknowledged deny waiting 1")
            await device.advance(by: .seconds(300))
            try await device.hears(id, "expired by clock")
            #expect(device.clock.untilAlarm == nil)
        }
    }
}
