import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

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
