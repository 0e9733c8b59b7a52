import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A database that can't be written", .timeLimit(.minutes(1))) struct StoreFailureTests {
    @Test("accepts no push, and tells the deliverer") func takesNothing() async throws {
        try await withEngine { device in
            let lock = try await device.lock()
            let busy = PushStoreError.busy(path: device.store.path)
            #expect(await device.engine.deliver([.sample()]) == [.failure(.unavailable(.store(busy)))])
            #expect(await device.engine.storeFailure == busy)
            try lock.release()
            #expect(try await device.engine.deliver([.sample()])[0].get().duplicate == false)
            #expect(await device.engine.storeFailure == nil)
            #expect(await device.server.next().request == .acknowledge)
        }
    }

    @Test("sends nothing, as nothing is stored") func sendsNothing() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            let lock = try await device.lock()
            await #expect(throws: PushStoreError.busy(path: device.store.path)) {
                try await device.decides(.allow, on: id)
            }
            await device.flush()
            #expect(device.server.waiting.isEmpty)
            try lock.release()
            #expect(try await device.exchange(id).operation == nil)
        }
    }

    @Test("keeps the answer of the server, and commits it when it can") func keepsTheAnswer() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            async let deciding = device.engine.decide(.allow, on: id, by: nil, timeout: .seconds(60))
            let call = await device.server.next()
            await device.flush()
            let lock = try await device.lock()
            call.reply(.answered(.allowed))
            await device.untilKept()
            // It fails again, then it works.
            await device.advance(by: .seconds(1))
            await device.untilKept()
            #expect(try await device.exchange(id).operation?.progress == .sending)
            try lock.release()
            await device.advance(by: .seconds(1))
            let result = try await deciding
            #expect(result.outcome == .done && result.exchange.choices == ["12", "34", "55", "78"])
            // The answer contained the id for the next step.
            try await device.decides(.verify, on: id)
            #expect(await device.server.next().request == .verify)
        }
    }

    @Test("gets what was kept before the daemon stops") func isTriedOnceMore() async throws {
        try await withEngine { device in
            let id = try await device.allowed()
            try await device.decides(.verify, on: id)
            let lock = try await device.lock()
            await device.server.next().reply(.answered(.last))
            await device.untilKept()
            try lock.release()
            await device.engine.stop()
            #expect(try await device.exchange(id).state == .authenticated)
        }
    }
}
