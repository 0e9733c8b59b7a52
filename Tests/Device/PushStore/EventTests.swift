import PushExchange
import TestSupport
import Testing

@testable import PushStore

@Suite("The events") struct EventTests {
    @Test("are numbered in the order of the changes, and read from any of them on") func areOrdered() async throws {
        try await withStore { store in
            #expect(try await store.read { try $0.lastEvent() } == 0)
            let told = try await store.write { transaction in
                [
                    try transaction.insert(.new("a")), try transaction.insert(.new("b")),
                    try transaction.update(.new("a").ended(at: 1)),
                ]
            }
            #expect(told.map(\.document) == ["a received", "b received", "a cancelled"])
            #expect(told.map(\.number) == [1, 2, 3])
            #expect(try await store.read { try $0.events(after: 0, limit: 9) } == told)
            #expect(try await store.read { try $0.events(after: 1, limit: 1) } == [told[1]])
            #expect(try await store.read { try $0.events(after: 3, limit: 9) } == [])
            #expect(try await store.read { try $0.lastEvent() } == 3)
        }
    }

    @Test("are removed with their exchange, and their numbers are not used again") func cascade() async throws {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a").ended(at: 1)) }
            _ = try await store.write { try $0.prune(keeping: 0, endedSince: .start) }
            #expect(try await store.read { try $0.events(after: 0, limit: 9) } == [])
            #expect(try await store.read { try $0.lastEvent() } == 1)
            #expect(try await store.write { try $0.insert(.new("b")) }.number == 2)
        }
    }

    @Test("are stored with the change or not at all") func areAtomic() async throws {
        struct Speechless: Error {}
        try await withTemporaryFolder { folder in
            let store = try PushStore(path: "\(folder)/smartpush.db") { _ in throw Speechless() }
            await #expect(throws: Speechless.self) { try await store.write { _ = try $0.insert(.new("a")) } }
            #expect(try await store.read { try $0.openCount() } == 0)
        }
    }
}
