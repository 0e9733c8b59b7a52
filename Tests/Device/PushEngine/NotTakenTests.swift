import Testing
import VerificationClient

@testable import PushEngine
@testable import PushExchange

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
