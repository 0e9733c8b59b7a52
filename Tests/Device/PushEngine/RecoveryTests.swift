import Testing
import VerificationClient

@testable import PushEngine
@testable import PushExchange

@Suite("A step whose answer is lost", .timeLimit(.minutes(1))) struct LostAnswerTests {
    @Test("is asked about, and adopted where it took effect") func isAdopted() async throws {
        try await withDesk { desk in
            let id = try await desk.allowed()
            async let deciding = desk.engine.decide(.verify, on: id, by: nil, timeout: .seconds(30))
            await desk.server.next().reply(.outcomeUnknown(.lost))
            let status = await desk.server.next()
            #expect(status.request == .askStatus)
            #expect(try await desk.exchange(id).operation?.progress == .settling)
            status.reply(status: .learnt(.authenticated))
            #expect(try await deciding.outcome == .done)
            #expect(try await desk.exchange(id).endedBy == .user)
        }
    }

    @Test("is asked about, and sent again where it did not take effect") func isResent() async throws {
        try await withDesk { desk in
            let id = try await desk.allowed()
            try await desk.decides(.verify, on: id)
            await desk.server.next().reply(.outcomeUnknown(.lost))
            await desk.server.next().reply(status: .learnt(.allowed))
            try await desk.hears(id, "allowed verify waiting 1")
            try await desk.advanceToAlarm()
            let second = await desk.server.next()
            #expect(second.request == .verify)
            #expect(try await desk.exchange(id).operation?.attempt == 2)
            second.reply(.answered(.last))
            try await desk.hears(id, "authenticated by user")
        }
    }

    @Test("is unresolved where the numbers were in it") func isUnresolved() async throws {
        try await withDesk { desk in
            let id = try await desk.acknowledged()
            async let deciding = desk.engine.decide(.allow, on: id, by: nil, timeout: .seconds(30))
            await desk.server.next().reply(.outcomeUnknown(.lost))
            await desk.server.next().reply(status: .learnt(.allowed))
            #expect(try await deciding.outcome == .unresolved(.lost(.allow)))
            #expect(try await desk.exchange(id).state == .unresolved)
        }
    }

    @Test("is looked for in the pending list where there is no status id yet", arguments: [true, false])
    func isListed(listed: Bool) async throws {
        try await withDesk { desk in
            let id = try await desk.delivers()
            await desk.server.next().reply(.outcomeUnknown(.lost))
            let list = await desk.server.next()
            #expect(list.request == .pendingList)
            list.reply(pending: .listed(listed ? [.sample()] : []))
            try await desk.hears(id, "received acknowledge waiting 1")
            #expect(try await desk.exchange(id).operation?.inDoubt == !listed)
            try await desk.advanceToAlarm()
            await desk.server.next().reply(.refused(.sample))
            try await desk.hears(id, listed ? "refused" : "unresolved")
        }
    }

    @Test("is asked about ever less often, and given up two minutes after the expiry") func isGivenUp() async throws {
        try await withDesk { desk in
            let id = try await desk.allowed()
            try await desk.decides(.verify, on: id)
            await desk.server.next().reply(.outcomeUnknown(.lost))
            var pauses: [Duration] = []
            while true {
                await desk.server.next().reply(status: .unavailable(.lost))
                await desk.flush()
                pauses.append(try await desk.advanceToAlarm())
                guard try await desk.exchange(id).state.isOpen else { break }
            }
            #expect(try await desk.exchange(id).failure == .lost(.verify))
            #expect(desk.clock.now().wall == .start + .seconds(420))
            #expect(pauses[0] < .seconds(2) && pauses.allSatisfy { $0 <= .seconds(10) })
            #expect(pauses.count > 40 && pauses.count < 80, "\(pauses.count)")
        }
    }
}

@Suite("A step that is not taken", .timeLimit(.minutes(1))) struct NotTakenTests {
    @Test("ends the sign-in as the web has ended it") func wasCancelledElsewhere() async throws {
        try await withDesk { desk in
            let id = try await desk.acknowledged()
            async let deciding = desk.engine.decide(.allow, on: id, by: nil, timeout: .seconds(30))
            await desk.server.next().reply(.refused(.sample))
            let status = await desk.server.next()
            #expect(status.request == .askStatus)
            status.reply(status: .learnt(.cancelled))
            #expect(try await deciding.outcome == .wrongState(.ended(.cancelled, elsewhere: true)))
            #expect(try await desk.exchange(id).endedBy == .remote)
        }
    }

    @Test("is refused where the status can't be asked either") func isRefused() async throws {
        try await withDesk { desk in
            let id = try await desk.acknowledged()
            try await desk.decides(.allow, on: id)
            await desk.server.next().reply(.refused(.sample))
            await desk.server.next().reply(
                status: .unavailable(RequestFailure(.unusableAnswer(.askedToWait, to: .allow, status: 429))))
            try await desk.hears(id, "refused")
            #expect(try await desk.exchange(id).failure == .sample)
        }
    }

    @Test("is sent again after half a second, then after longer ones, until it expires") func isRetried() async throws {
        try await withDesk { desk in
            let id = try await desk.delivers()
            var pauses: [Duration] = []
            while true {
                let call = await desk.server.next()
                #expect(call.request == .acknowledge)
                call.reply(.notSent(RequestFailure(.unusableAnswer(.askedToWait, to: .allow, status: 429))))
                await desk.flush()
                pauses.append(try await desk.advanceToAlarm())
                guard try await desk.exchange(id).state.isOpen else { break }
            }
            #expect(try await desk.exchange(id).endedBy == .clock)
            #expect(desk.clock.now().wall == .start + .seconds(300))
            let first = pauses[0]
            let third = pauses[2]
            let longest = pauses.max()
            #expect(first >= .milliseconds(375) && first <= .milliseconds(625))
            #expect(third >= .milliseconds(1_500) && third <= .milliseconds(2_500))
            #expect(longest ?? .zero <= .seconds(10))
            #expect(try await desk.told().suffix(2).first?.contains("acknowledge waiting \(pauses.count)") == true)
        }
    }

    @Test("is not sent again before the server wants to hear of it", arguments: [true, false])
    func honoursRetryAfter(isKnown: Bool) async throws {
        try await withDesk { desk in
            let id = try await desk.acknowledged()
            try await desk.decides(.deny, on: id)
            let trouble = RequestFailure(
                .unusableAnswer(.askedToWait, to: .allow, status: 429), retryAfter: .seconds(60))
            await desk.server.next().reply(isKnown ? .notSent(trouble) : .outcomeUnknown(trouble))
            try await desk.hears(id, "acknowledged deny \(isKnown ? "waiting" : "settling") 1")
            await desk.advance(by: .milliseconds(59_999))
            #expect(desk.server.waiting.isEmpty)
            await desk.advance(by: .milliseconds(1))
            #expect(await desk.server.next().request == (isKnown ? .step(.deny, Secret("second")) : .askStatus))
        }
    }

    @Test("is not sent again when that would be after the expiry") func expiresFirst() async throws {
        try await withDesk { desk in
            let id = try await desk.acknowledged()
            try await desk.decides(.deny, on: id)
            await desk.server.next().reply(
                .notSent(
                    RequestFailure(.unusableAnswer(.askedToWait, to: .allow, status: 429), retryAfter: .seconds(3_600)))
            )
            try await desk.hears(id, "acknowledged deny waiting 1")
            await desk.advance(by: .seconds(300))
            try await desk.hears(id, "expired by clock")
            #expect(desk.clock.untilAlarm == nil)
        }
    }
}
