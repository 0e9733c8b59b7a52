import PushExchange
import PushStore
import Testing
import VerificationClient

@testable import PushEngine

@Suite("A push", .timeLimit(.minutes(1))) struct DeliveryTests {
    @Test("is on the disk before its acknowledgement is sent") func isWrittenFirst() async throws {
        try await withEngine { device in
            let id = try await device.delivers()
            let call = await device.server.next()
            #expect(call.request == .acknowledge)
            let reader = try PushStore(path: device.store.path) { _ in "" }
            let stored = try await reader.read { try $0.exchange(id) }
            #expect(stored?.state == .received && stored?.operation?.progress == .sending)
            call.reply(.answered(.acknowledged))
            try await device.hears(id, "acknowledged")
            #expect(await device.engine.lastDelivery == .start)
        }
    }

    @Test("that is repeated has the same exchange, even after its end or a restart") func isADuplicate() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            #expect(await device.engine.deliver([.sample()]) == [.success(Delivery(id: id, duplicate: true))])
            try await device.decides(.deny, on: id)
            await device.server.next().reply(.answered(.last))
            try await device.hears(id, "denied by user")
            #expect(await device.engine.deliver([.sample()]) == [.success(Delivery(id: id, duplicate: true))])
            let next = try await device.restarted()
            #expect(await next.engine.deliver([.sample()]) == [.success(Delivery(id: id, duplicate: true))])
            // Even after its expiry.
            await next.advance(by: .seconds(301))
            #expect(await next.engine.deliver([.sample()]) == [.success(Delivery(id: id, duplicate: true))])
            #expect(next.server.waiting.isEmpty)
        }
    }

    @Test("that comes twice at once has one exchange and one request") func isADuplicateAtOnce() async throws {
        try await withEngine { device in
            let results = try await device.engine.deliver([.sample(), .sample()]).map { try $0.get() }
            #expect(results.map(\.duplicate) == [false, true] && results[0].id == results[1].id)
            #expect(await device.server.next().request == .acknowledge)
            await device.flush()
        }
    }

    @Test("with the id for the next step is recognised") func isKnownByItsNextID() async throws {
        try await withEngine { device in
            let id = try await device.acknowledged()
            #expect(await device.engine.deliver([.sample("second")]) == [.success(Delivery(id: id, duplicate: true))])
        }
    }

    @Test("is refused with a reason of its own") func isRefused() async throws {
        try await withEngine { device in
            var touch = PushPayload.sample("a")
            touch.verificationType = "TOUCHID"
            let results = await device.engine.deliver([
                touch, .sample("b", sub: "stranger"), .sample("c", expiresAt: .start), .sample("pushed"),
            ])
            #expect(
                results.prefix(3) == [.failure(.unsupportedType), .failure(.unknownEnrollment), .failure(.expired)])
            let last = try results[3].get()
            #expect(!last.duplicate)
            #expect(await device.server.next().request == .acknowledge)
        }
    }

    @Test("is refused while the queue is full, unless it is known") func findsTheQueueFull()
        async throws
    {
        try await withEngine(settings: EngineSettings(queueLimit: 2, commitDelay: .zero)) { device in
            let id = try await device.acknowledged()
            let results = await device.engine.deliver([.sample("b"), .sample("c"), .sample()])
            #expect(try results[0].get().duplicate == false)
            #expect(results.suffix(2) == [.failure(.queueFull), .success(Delivery(id: id, duplicate: true))])
            #expect(await device.server.next().request == .step(.acknowledge, Secret("b")))
            try await device.decides(.deny, on: id)
            await device.server.next().reply(.answered(.last))
            try await device.hears(id, "denied by user")
            await device.flush()
            #expect(try await device.engine.deliver([.sample("c")])[0].get().duplicate == false)
            #expect(await device.server.next().request == .step(.acknowledge, Secret("c")))
        }
    }

    @Test("is not accepted while the daemon stops") func comesTooLate() async throws {
        try await withEngine { device in
            await device.engine.stop()
            guard case .failure(.unavailable) = await device.engine.deliver([.sample()])[0] else {
                Issue.record("it was taken")
                return
            }
        }
    }

    @Test("in a burst shares a commit; a few are acknowledged at a time") func comesInBursts() async throws {
        try await withEngine { device in
            let results = await device.engine.deliver((0..<64).map { .sample("push-\($0)") })
            let ids = try results.map { try $0.get().id }
            #expect(Set(ids).count == 64)
            var sent: Set<String> = []
            for _ in 0..<64 {
                await device.flush()
                #expect((1...8).contains(device.server.waiting.count))
                let asked = await device.server.next()
                guard case .step(.acknowledge, let id) = asked.request else { continue }
                sent.insert(id.reveal())
                asked.reply(.answered(.acknowledged))
            }
            #expect(sent == Set((0..<64).map { "push-\($0)" }))
        }
    }
}
