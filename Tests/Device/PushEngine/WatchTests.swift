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

@Suite("Time", .timeLimit(.minutes(1))) struct TimeTests {
    @Test("is the server's: a sign-in lives as long with clocks three hours apart", arguments: [3, -3])
    func isTheServers(hours: Int) async throws {
        try await withEngine { device in
            let theirs = Timestamp.start + .seconds(hours * 3_600)
            async let refreshing = device.engine.refreshAll()
            let date = Timestamp(milliseconds: theirs.milliseconds / 1_000 * 1_000)
            await device.server.next().reply(pending: .listed([]), date: date)
            _ = await refreshing
            let id = try await device.delivers(.sample(expiresAt: theirs + .seconds(300)))
            await device.server.next().reply(.answered(.acknowledged), date: date)
            try await device.hears(id, "acknowledged")
            await device.flush()
            try await device.advanceWatching(by: .seconds(299))
            #expect(try await device.exchange(id).state == .acknowledged)
            try await device.advanceWatching(by: .seconds(2))
            #expect(try await device.exchange(id).state == .expired)
            let shown = try await device.exchange(id).expiresAtByOurClock
            #expect(
                (shown - (.start + .seconds(300))) < .seconds(2) && (shown - (.start + .seconds(300))) > .seconds(-2))
        }
    }

    @Test("learnt from the answer to the acknowledgement moves the deadline") func movesDeadlines()
        async throws
    {
        try await withEngine { device in
            let id = try await device.delivers(.sample(expiresAt: .start + .seconds(3 * 3_600 + 300)))
            let date = Timestamp(milliseconds: (Timestamp.start + .seconds(3 * 3_600)).milliseconds / 1_000 * 1_000)
            await device.server.next().reply(.answered(.acknowledged), date: date)
            try await device.hears(id, "acknowledged")
            try await device.advanceWatching(by: .seconds(302))
            try await device.hears(id, "expired by clock")
        }
    }

    @Test("learnt from a server is the first estimate after a restart") func isRemembered() async throws {
        try await withEngine { device in
            async let refreshing = device.engine.refreshAll()
            await device.server.next().reply(pending: .listed([]), date: .start + .seconds(-7_200))
            _ = await refreshing
            await device.flush()
            let next = try await device.restarted()
            // It has expired by our clock.
            let results = await next.engine.deliver([.sample(expiresAt: .start + .seconds(-7_000))])
            #expect(try results[0].get().duplicate == false)
            _ = await next.server.next()
        }
    }

    @Test("is not affected by setting the wall clock", arguments: [86_400, -86_400])
    func isSteady(seconds: Int) async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            device.clock.setWall(to: .start + .seconds(seconds))
            try await device.advanceWatching(by: .seconds(299))
            #expect(try await device.exchange(id).state == .acknowledged)
            try await device.advanceWatching(by: .seconds(1))
            #expect(try await device.exchange(id).state == .expired)
        }
    }

    @Test("passes without the daemon: a sign-in can expire in the meantime") func passesMeanwhile()
        async throws
    {
        try await withEngine { device in
            let id = try await device.acknowledged()
            device.clock.advance(by: .seconds(9_000))
            let next = try await device.restarted()
            await next.advance(by: .zero)
            try await next.hears(id, "expired by clock")
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
