import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A server that asks not to be called", .timeLimit(.minutes(1))) struct RetryAfterTests {
    private static let busy = RequestFailure(
        .unusableAnswer(.askedToWait, to: .allow, status: 429), retryAfter: .seconds(60))

    @Test("is not asked for a status meanwhile") func isNotPolled() async throws {
        try await withEngine { device in
            _ = try await device.acknowledged()
            try await device.advanceUntilAsked()
            await device.server.next().reply(status: .unavailable(Self.busy))
            let pause = try await device.advanceUntilAsked()
            #expect(pause >= .seconds(60) && pause <= .seconds(61))
            #expect(await device.server.next().request == .askStatus)
        }
    }

    @Test("is not asked for its pending list meanwhile") func isNotProbed() async throws {
        try await withEngine { device in
            async let refreshing = device.engine.refreshAll()
            await device.server.next().reply(pending: .unavailable(Self.busy))
            _ = await refreshing
            let pause = try await device.advanceUntilAsked()
            #expect(pause >= .seconds(60))
            #expect(await device.server.next().request == .pendingList)
        }
    }

    @Test("gets the user's decision at once, and is asked normally after it took that") func isTold()
        async throws
    {
        try await withEngine { device in
            let id = try await device.acknowledged()
            try await device.advanceUntilAsked()
            await device.server.next().reply(status: .unavailable(Self.busy))
            await device.flush()
            try await device.decides(.allow, on: id)
            await device.server.next().reply(.answered(.allowed))
            try await device.hears(id, "allowed")
            #expect(try await device.advanceUntilAsked() <= .seconds(2))
            #expect(await device.server.next().request == .askStatus)
        }
    }

    @Test("is tried from the shortest pause on if it fails again after a success") func startsAfresh() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            for _ in 0..<5 {
                try await device.advanceUntilAsked()
                await device.server.next().reply(status: .unavailable(.lost))
            }
            #expect(try await device.advanceUntilAsked() >= .seconds(6))
            await device.server.next().reply(status: .learnt(.acknowledged))
            await device.flush()
            try await device.decides(.deny, on: id)
            await device.server.next().reply(.notSent(.lost))
            #expect(try await device.advanceUntilAsked() <= .milliseconds(625))
            #expect(await device.server.next().request == .step(.deny, Secret("second")))
        }
    }
}
