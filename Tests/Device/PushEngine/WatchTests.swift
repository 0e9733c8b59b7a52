import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A sign-in that waits for the user", .timeLimit(.minutes(1))) struct WatchTests {
    @Test("is asked about every one to four seconds, and notices events on the web") func seesTheWeb() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            for round in 0..<20 {
                let pause = try await device.advanceToAlarm()
                #expect(pause >= .seconds(1) && pause <= .seconds(5), "round \(round)")
                let call = await device.server.next()
                #expect(call.request == .askStatus)
                call.reply(status: .learnt(round < 19 ? .acknowledged : .cancelled))
                await device.flush()
            }
            try await device.hears(id, "cancelled by remote")
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("is not asked about before it is acknowledged, nor after its end") func asksOnlyWhileOpen()
        async throws
    {
        try await withEngine { device in
            let id = try await device.delivers()
            let acknowledge = await device.server.next()
            await device.advance(by: .seconds(30))
            #expect(device.server.waiting.isEmpty)
            acknowledge.reply(.answered(.acknowledged))
            try await device.hears(id, "acknowledged")
            try await device.decides(.cancel, on: id)
            await device.server.next().reply(.answered(.last))
            try await device.hears(id, "cancelled by user")
            await device.flush()
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("is not asked about while a decision is being sent") func doesNotDisturb() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.decides(.allow, on: id)
            let allow = await device.server.next()
            await device.advance(by: .seconds(10))
            #expect(device.server.waiting.isEmpty)
            allow.reply(.answered(.allowed))
            try await device.hears(id, "allowed")
            try await device.advanceToAlarm()
            #expect(await device.server.next().request == .askStatus)
        }
    }

    @Test("continues if a status from before the decision comes during it") func ignoresAnOldStatus() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.advanceToAlarm()
            let status = await device.server.next()
            try await device.decides(.allow, on: id)
            let allow = await device.server.next()
            status.reply(status: .learnt(.acknowledged))
            await device.flush()
            allow.reply(.answered(.allowed))
            try await device.hears(id, "allowed")
            try await device.advanceToAlarm()
            await device.server.next().reply(status: .learnt(.denied))
            try await device.hears(id, "denied by remote")
        }
    }

    @Test("ignores a status from before a step when the outcome of that step is unknown") func asksAnew() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            try await device.advanceToAlarm()
            let early = await device.server.next()
            try await device.decides(.verify, on: id)
            await device.server.next().reply(.outcomeUnknown(.lost))
            try await device.hears(id, "allowed verify settling 1")
            early.reply(status: .learnt(.allowed))
            await device.flush()
            // It is not sent again because of that status, but asked about again.
            #expect(try await device.exchange(id).operation?.progress == .settling)
            try await device.advanceToAlarm()
            let anew = await device.server.next()
            #expect(anew.request == .askStatus)
            anew.reply(status: .learnt(.authenticated))
            try await device.hears(id, "authenticated by user")
        }
    }

    @Test("shares a limit of status requests with others") func boundsItsPolls() async throws {
        try await withEngine { device in
            for number in 0..<20 { _ = try await device.acknowledged(.sample("push-\(number)")) }
            await device.advance(by: .seconds(2))
            #expect(device.server.waiting.count == 8)
            for _ in 0..<8 { await device.server.next().reply(status: .learnt(.acknowledged)) }
            await device.advance(by: .seconds(1))
            #expect(device.server.waiting.count == 8)
            for _ in 0..<8 { _ = await device.server.next() }
        }
    }
}

extension TestEngine {
    /// Moves the clock while the server answers that nothing has changed.
    func advanceWatching(by duration: Duration) async throws {
        let end = clock.now().steady + duration
        while clock.now().steady < end {
            await flush()
            let left = end - clock.now().steady
            await advance(by: min(left, clock.untilAlarm ?? left))
            while server.waiting.first == .askStatus {
                await server.next().reply(status: .learnt(.acknowledged))
                await flush()
            }
        }
    }
}
