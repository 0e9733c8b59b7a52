import PushExchange
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A change without a caller", .timeLimit(.minutes(1))) struct CompanyTests {
    @Test("shares the commit of one with a caller") func sharesACommit() async throws {
        try await withEngine(settings: EngineSettings(commitDelay: .seconds(1))) { device in
            let id = try await device.delivers()
            await device.server.next().reply(.answered(.acknowledged))
            await device.until { $0.commits.waitingCount == 1 }
            #expect(try await device.exchange(id).state == .received)
            _ = try await device.delivers(.sample("another"))
            #expect(try await device.exchange(id).state == .acknowledged)
            _ = await device.server.next()
        }
    }

    @Test("is committed by itself if no other comes") func doesNotWaitForEver() async throws {
        try await withEngine(settings: EngineSettings(commitDelay: .seconds(1))) { device in
            let id = try await device.delivers()
            await device.server.next().reply(.answered(.acknowledged))
            await device.until { $0.commits.waitingCount == 1 }
            device.clock.advance(by: .seconds(1))
            await device.engine.wake()
            try await device.hears(id, "acknowledged")
        }
    }
}
