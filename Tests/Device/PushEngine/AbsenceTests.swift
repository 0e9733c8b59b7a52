import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("An unreachable server", .timeLimit(.minutes(1))) struct AbsenceTests {
    @Test("gets one request at a time, and all waiting sign-ins continue when it is back")
    func isSpared() async throws {
        try await withEngine { device in
            var ids: [String] = []
            for number in 0..<40 { ids.append(try await device.delivers(.sample("push-\(number)"))) }
            // A new acknowledgement is tried once.
            for _ in ids { await device.server.next().reply(.notSent(.silence)) }
            for id in ids { try await device.hears(id, "received acknowledge waiting 1") }

            let end = device.clock.now().steady + .seconds(120)
            var probes = 0
            while device.clock.now().steady < end {
                try await device.advanceUntilAsked()
                #expect(device.server.waiting == [.pendingList])
                await device.server.next().reply(pending: .unavailable(.silence))
                probes += 1
            }
            #expect(probes > 10 && probes < 30, "\(probes)")

            try await device.advanceUntilAsked()
            await device.server.next().reply(pending: .listed([]))
            await device.flush()
            let back = device.clock.now().steady
            for _ in ids {
                try await device.advanceUntilAsked()
                await device.server.next().reply(.answered(.acknowledged))
                await device.flush()
            }
            for id in ids { try await device.hears(id, "acknowledged") }
            let pause = device.clock.now().steady - back
            #expect(pause > .milliseconds(100) && pause <= .milliseconds(500), "soon, but not all at once: \(pause)")
        }
    }

    @Test("is not asked again before it has answered") func isAskedOnce() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            await device.server.next().reply(.notSent(.silence))
            try await device.hears(id, "received acknowledge waiting 1")
            try await device.advanceUntilAsked()
            #expect(await device.server.next().request == .pendingList)
            // Another exchange starts to wait in the meantime.
            let other = try await device.delivers(.sample("other"))
            await device.server.next().reply(.notSent(.silence))
            try await device.hears(other, "received acknowledge waiting 1")
            for _ in 0..<20 { await device.advance(by: .seconds(1)) }
            #expect(device.server.waiting.isEmpty)
        }
    }

    @Test("gets the user's decision at once, and its answer releases all that waits") func hearsDecisions()
        async throws
    {
        try await withEngine { device in
            let waiting = try await device.delivers(.sample("other"))
            await device.server.next().reply(.answered(.acknowledged))
            try await device.hears(waiting, "acknowledged")
            try await device.decides(.deny, on: waiting)
            await device.server.next().reply(.notSent(.silence))
            try await device.hears(waiting, "acknowledged deny waiting 1")

            let id = try await device.delivers()
            await device.server.next().reply(.answered(.acknowledged))
            try await device.hears(id, "acknowledged")
            #expect(await device.server.next().request == .pendingList)
            #expect(try await device.advanceUntilAsked() <= .milliseconds(500))
            #expect(await device.server.next().request == .step(.deny, Secret("second")))

            // It is unreachable again.
            try await device.decides(.cancel, on: id)
            await device.server.next().reply(.notSent(.silence))
            try await device.hears(id, "acknowledged cancel waiting 1")
            let third = try await device.delivers(.sample("third"))
            #expect(await device.server.next().request == .step(.acknowledge, Secret("third")))
            #expect(try await device.exchange(third).state == .received)
        }
    }

    @Test("is asked as soon as a network is up, and what waits is tried right after") func hearsOfNetworks()
        async throws
    {
        try await withEngine { device in
            let id = try await device.acknowledged(.sample(expiresAt: .start + .seconds(3_000)))
            try await device.decides(.deny, on: id)
            await device.server.next().reply(.notSent(.silence))
            for _ in 0..<8 {
                try await device.advanceUntilAsked()
                await device.server.next().reply(pending: .unavailable(.silence))
            }
            await device.flush()
            await device.engine.networkCameUp()
            await device.advance(by: .seconds(1))
            await device.engine.networkCameUp()
            // The poll from before may come first; it fails too.
            var pauses: [Duration] = []
            for _ in 0..<2 {
                pauses.append(try await device.advanceUntilAsked())
                #expect(device.server.waiting == [.pendingList])
                await device.server.next().reply(pending: .unavailable(.silence))
            }
            #expect(pauses[0] <= .seconds(2) && pauses[1] <= .seconds(2), "\(pauses)")
            try await device.advanceUntilAsked()
            await device.server.next().reply(pending: .listed([]))
            #expect(try await device.advanceUntilAsked() <= .milliseconds(500))
            #expect(await device.server.next().request == .step(.deny, Secret("second")))
        }
    }

    @Test("that answers after a restart gets at once what has waited for long")
    func isToldAfterARestart() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.decides(.deny, on: id)
            for attempt in 1...6 {
                await device.server.next().reply(.notSent(.lost))
                try await device.hears(id, "acknowledged deny waiting \(attempt)")
                if attempt < 6 { try await device.advanceUntilAsked() }
            }
            let next = try await device.restarted()
            async let refreshing = next.engine.refreshAll()
            await next.server.next().reply(pending: .listed([]))
            _ = await refreshing
            #expect(try await next.advanceUntilAsked() <= .milliseconds(500))
            #expect(await next.server.next().request == .step(.deny, Secret("second")))
        }
    }
}
