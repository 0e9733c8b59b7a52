import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("An enrollment that is removed", .timeLimit(.minutes(1))) struct UnenrollingTests {
    @Test("while a push for it is being stored accepts no more") func meetsADelivery() async throws {
        try await withEngine { device in
            let lock = try await device.lock(waiting: 5_000)
            async let leaving: Void = device.engine.unenroll("enrollment-1")
            await device.until { $0.commits.isCommitting && $0.commits.waitingCount == 0 }
            async let delivering = device.engine.deliver([.sample()])
            await device.until { $0.exchanges.deliveriesUnderWay > 0 }
            try lock.release()
            try await leaving
            #expect(await delivering == [.failure(.unknownEnrollment)])
            #expect(try await device.store.read { try $0.openCount() } == 0)
            await device.server.next().reply(change: .taken)
        }
    }
}
