import PushExchange
import PushStore
import Testing

@testable import PushEngine

@Suite("Changes that share a commit", .timeLimit(.minutes(1))) struct CommitTests {
    private struct SomeError: Error {}

    @Test("fail independently: only the caller of a failed one gets the error") func failAlone() async throws {
        try await withEngine { device in
            let lock = try await device.lock(waiting: 5_000)
            async let first = device.engine.commit { _ in Change(()) }
            await device.until { $0.commits.isCommitting && $0.commits.waitingCount == 0 }
            // These wait for the same transaction.
            async let before: Void = device.adds("before")
            let failing = Task {
                try await device.engine.commit { transaction in
                    try transaction.insert(.sample("failing", sub: "failing"))
                    // A row with this id exists.
                    return Change(try transaction.insert(.sample("twice", sub: "failing")))
                }
            }
            let throwing = Task {
                try await device.engine.commit { _ -> Change<Void> in throw SomeError() }
            }
            async let after: Void = device.adds("after")
            await device.until { $0.commits.waitingCount == 4 }
            try lock.release()
            try await first
            try await before
            try await after
            await #expect(throws: PushStoreError.self) { try await failing.value }
            await #expect(throws: SomeError.self) { try await throwing.value }
            #expect(await device.engine.storeFailure == nil, "nothing is wrong with the disk")
            let ids = try await device.store.read { Set(try $0.enrollments().map(\.id)) }
            #expect(ids == ["enrollment-1", "before", "after"])
        }
    }

    @Test("leave nothing behind if they throw") func declineWhole() async throws {
        try await withEngine { device in
            await #expect(throws: EngineRefusal.tooManyScans) {
                try await device.engine.commit { transaction -> Change<Void> in
                    try transaction.insert(.sample("declined", sub: "declined"))
                    throw EngineRefusal.tooManyScans
                }
            }
            let stored = try await device.store.read { try $0.enrollments().map(\.id) }
            #expect(stored == ["enrollment-1"])
        }
    }
}

extension TestEngine {
    fileprivate func adds(_ id: String) async throws {
        try await engine.commit { transaction in Change(try transaction.insert(.sample(id, sub: id))) }
    }
}
