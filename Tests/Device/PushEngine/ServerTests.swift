import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A server", .timeLimit(.minutes(1))) struct ServerTests {
    @Test("is asked for waiting pushes when a device is enrolled") func isAskedAtFirst() async throws {
        try await withEngine { device in
            _ = try await device.engine.enroll(.sample("enrollment-2", sub: "other"))
            await device.server.next().reply(
                pending: .listed([.sample("waiting", sub: "other"), .sample("x", sub: "third")]))
            let call = await device.server.next()
            #expect(call.request == .step(.acknowledge, Secret("waiting")) && call.endpoint.sub == "other")
            // Every item of its own list belongs to this enrollment, even if the item names another user.
            let second = await device.server.next()
            #expect(second.request == .step(.acknowledge, Secret("x")) && second.endpoint.sub == "other")
            await device.flush()
        }
    }

    @Test("that is back is asked for pushes that got lost meanwhile") func isAskedWhenItIsBack() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            await device.server.next().reply(.notSent(.silence))
            try await device.hears(id, "received acknowledge waiting 1")
            #expect(await device.engine.allEnrolled.first?.health.reachable == false)
            try await device.advanceUntilAsked()
            let list = await device.server.next()
            #expect(list.request == .pendingList)
            list.reply(pending: .listed([.sample(), .sample("lost")]))
            #expect(await device.server.next().request == .step(.acknowledge, Secret("lost")))
            try await device.advanceUntilAsked()
            #expect(await device.server.next().request == .acknowledge)
            let health = await device.engine.allEnrolled.first?.health
            #expect(health?.reachable == true && health?.failure == nil && health?.lastContactAt != nil)
        }
    }

    @Test("that does not answer is asked with growing pauses, even if nothing is open") func isProbed() async throws {
        try await withEngine { device in
            async let refreshing = device.engine.refreshAll()
            await device.server.next().reply(pending: .unavailable(.silence))
            #expect(
                await refreshing == [RefreshResult(enrollment: "enrollment-1", new: 0, failure: .silence)]
            )
            var pauses: [Duration] = []
            for _ in 0..<10 {
                pauses.append(try await device.advanceToAlarm())
                let call = await device.server.next()
                #expect(call.request == .pendingList)
                call.reply(pending: .unavailable(.silence))
                await device.flush()
            }
            let longest = pauses.max() ?? .zero
            #expect(pauses[0] <= .milliseconds(6_250) && longest > .seconds(200) && longest <= .seconds(375))
            try await device.advanceToAlarm()
            await device.server.next().reply(pending: .listed([]))
            await device.flush()
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("that stops answering is asked until it is back, even after the sign-in expired")
    func isProbedAfterAFailure() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.advanceToAlarm()
            await device.server.next().reply(status: .unavailable(.silence))
            await device.flush()
            try await device.decides(.deny, on: id)
            await device.server.next().reply(
                .notSent(RequestFailure(.noConnection(.refused), retryAfter: .seconds(3_600))))
            await device.flush()
            await device.advance(by: .seconds(300))
            try await device.hears(id, "expired by clock")
            let probe = await device.server.next()
            #expect(probe.request == .pendingList)
            probe.reply(pending: .unavailable(.silence))
            #expect(try await device.advanceToAlarm() > .seconds(3), "nothing is open any more")
            await device.server.next().reply(pending: .listed([.sample("lost", expiresAt: .start + .seconds(900))]))
            #expect(await device.server.next().request == .step(.acknowledge, Secret("lost")))
        }
    }

    @Test("that answers without its list is asked for that with growing pauses, even while something is open")
    func isSparedForItsList() async throws {
        try await withEngine { device in
            _ = try await device.acknowledged()
            async let refreshing = device.engine.refreshAll()
            await device.server.next().reply(pending: .unavailable(.lost))
            _ = await refreshing
            let end = device.clock.now().steady + .seconds(280)
            var lists = 0
            while device.clock.now().steady < end {
                try await device.advanceUntilAsked()
                let call = await device.server.next()
                if call.request == .pendingList {
                    lists += 1
                    call.reply(pending: .unavailable(.lost))
                } else {
                    call.reply(status: .learnt(.acknowledged))
                }
                await device.flush()
            }
            #expect(lists > 2 && lists < 8, "\(lists)")
        }
    }

    @Test("without a pending list is healthy") func hasNoList() async throws {
        try await withEngine { device in
            async let refreshing = device.engine.refreshAll()
            await device.server.next().reply(pending: .noSuchList)
            #expect(await refreshing == [RefreshResult(enrollment: "enrollment-1", new: 0)])
            await device.flush()
            #expect(device.clock.untilAlarm == nil)
        }
    }

    @Test("that is refreshed tells how many pushes were new") func countsNewOnes() async throws {
        try await withEngine { device in
            _ = try await device.acknowledged()
            async let refreshing = device.engine.refreshAll()
            await device.server.next().reply(pending: .listed([.sample(), .sample("new")]))
            #expect(await refreshing == [RefreshResult(enrollment: "enrollment-1", new: 1)])
            #expect(await device.server.next().request == .step(.acknowledge, Secret("new")))
        }
    }
}
