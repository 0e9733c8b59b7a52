import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A database that can't be written", .timeLimit(.minutes(1))) struct StoreFailureTests {
    @Test("takes no push, and says so to its deliverer") func takesNothing() async throws {
        try await withDesk { desk in
            let lock = try await desk.lock()
            let busy = PushStoreError.busy(path: desk.store.path)
            #expect(await desk.engine.deliver([.sample()]) == [.failure(.unavailable(.store(busy)))])
            #expect(await desk.engine.storeFailure == busy)
            try lock.release()
            #expect(try await desk.engine.deliver([.sample()])[0].get().duplicate == false)
            #expect(await desk.engine.storeFailure == nil)
            #expect(await desk.server.next().request == .acknowledge)
        }
    }

    @Test("sends nothing, as nothing is written down") func sendsNothing() async throws {
        try await withDesk { desk in
            let id = try await desk.acknowledged()
            let lock = try await desk.lock()
            await #expect(throws: PushStoreError.busy(path: desk.store.path)) { try await desk.decides(.allow, on: id) }
            await desk.flush()
            #expect(desk.server.waiting.isEmpty)
            try lock.release()
            #expect(try await desk.exchange(id).operation == nil)
        }
    }

    @Test("has the server's answer kept for it, and committed when it can be") func keepsTheAnswer() async throws {
        try await withDesk { desk in
            let id = try await desk.acknowledged()
            async let deciding = desk.engine.decide(.allow, on: id, by: nil, timeout: .seconds(60))
            let call = await desk.server.next()
            await desk.flush()
            let lock = try await desk.lock()
            call.reply(.answered(.allowed))
            await desk.untilKept()
            // Still not; then at last.
            await desk.advance(by: .seconds(1))
            await desk.untilKept()
            #expect(try await desk.exchange(id).operation?.progress == .sending)
            try lock.release()
            await desk.advance(by: .seconds(1))
            let result = try await deciding
            #expect(result.outcome == .done && result.exchange.choices == ["12", "34", "55", "78"])
            // And the next step's id was in it.
            try await desk.decides(.verify, on: id)
            #expect(await desk.server.next().request == .verify)
        }
    }

    @Test("gets what was kept for it before the daemon stops") func isTriedOnceMore() async throws {
        try await withDesk { desk in
            let id = try await desk.allowed()
            try await desk.decides(.verify, on: id)
            let lock = try await desk.lock()
            await desk.server.next().reply(.answered(.last))
            await desk.untilKept()
            try lock.release()
            await desk.engine.stop()
            #expect(try await desk.exchange(id).state == .authenticated)
        }
    }
}

@Suite("A device that is given up", .timeLimit(.minutes(1))) struct UnenrollingTests {
    @Test("while a push for it is on its way to the disk takes no more") func meetsADelivery() async throws {
        try await withDesk { desk in
            let lock = try await desk.lock(waiting: 5_000)
            async let leaving: Void = desk.engine.unenroll("enrollment-1")
            await desk.until { $0.commits.isCommitting && $0.commits.waitingCount == 0 }
            async let delivering = desk.engine.deliver([.sample()])
            await desk.until { $0.exchanges.deliveriesUnderWay > 0 }
            try lock.release()
            try await leaving
            #expect(await delivering == [.failure(.unknownEnrollment)])
            #expect(try await desk.store.read { try $0.openCount() } == 0)
            await desk.server.next().reply(change: .taken)
        }
    }
}
