import PushExchange
import TestSupport
import Testing

@testable import PushStore

@Suite("The history") struct HistoryTests {
    @Test("finds a repeated push by its own id or by the next id, for its device only") func duplicates()
        async throws
    {
        try await withStore { store in
            let moved = Exchange.new("a", pushed: "first").after(.answered(StepAnswer(exchangeID: Secret("second"))))
            _ = try await store.write { try $0.insert(moved) }
            let known = try await store.read { snapshot in
                try ["first", "second", "third"].map {
                    try snapshot.exchange(of: .sample($0), enrollment: "enrollment-1")?.id
                }
            }
            #expect(known == ["a", "a", nil])
            #expect(try await store.read { try $0.exchange(of: .sample("first"), enrollment: "enrollment-2") } == nil)
        }
    }

    @Test("finds a repeated push after its exchange has ended") func duplicatesOfEnded() async throws {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a", pushed: "first").ended(at: 10)) }
            #expect(
                try await store.read { try $0.exchange(of: .sample("first"), enrollment: "enrollment-1") }?.id == "a")
        }
    }

    @Test("does not accept a push twice, even if the writer tries") func isUnique() async throws {
        try await withStore { store in
            _ = try await store.write { try $0.insert(.new("a", pushed: "same")) }
            await #expect(throws: PushStoreError.self) {
                try await store.write { _ = try $0.insert(.new("b", pushed: "same")) }
            }
            _ = try await store.write { try $0.insert(.new("b", pushed: "same", enrollment: "enrollment-2")) }
            #expect(try await store.read { try $0.openCount() } == 2)
        }
    }

    @Test("is listed newest first, in pages, by state and by device") func lists() async throws {
        try await withStore { store in
            try await store.write { transaction in
                for id in ["a", "b", "c", "d"] { _ = try transaction.insert(.new(id)) }
                _ = try transaction.insert(.new("e", enrollment: "enrollment-2"))
                _ = try transaction.update(.new("b").ended(at: 10))
            }
            let all = Set(Exchange.State.allCases)
            func list(_ filter: Snapshot.Filter) async throws -> [String] {
                try await store.read { try $0.exchanges(filter).map(\.id) }
            }
            #expect(try await list(.init(states: all, limit: 2)) == ["e", "d"])
            #expect(try await list(.init(states: all, before: "d", limit: 2)) == ["c", "b"])
            #expect(try await list(.init(states: [.cancelled], limit: 9)) == ["b"])
            #expect(try await list(.init(states: all, enrollment: "enrollment-2", limit: 9)) == ["e"])
            #expect(try await list(.init(states: all, before: "unknown", limit: 9)) == [])
            #expect(try await list(.init(states: [], limit: 9)) == [])
            #expect(try await store.read { try $0.counts() } == [.received: 4, .cancelled: 1])
            #expect(try await store.read { try $0.openExchanges().map(\.id) } == ["a", "c", "d", "e"])
            #expect(try await store.read { try $0.lastDelivery() } == .start)
        }
    }

    @Test("finds ids by their prefix, and never more than two") func findsPrefixes() async throws {
        try await withStore { store in
            try await store.write { transaction in
                for id in ["abcdef-1", "abcdef-2", "abcdef-3", "bcdefg-1"] { _ = try transaction.insert(.new(id)) }
            }
            func ids(_ prefix: String) async throws -> [String] {
                try await store.read { try $0.exchangeIDs(beginningWith: prefix) }
            }
            #expect(try await ids("abcdef") == ["abcdef-1", "abcdef-2"])
            #expect(try await ids("abcdef-3") == ["abcdef-3"])
            #expect(try await ids("%") == [])
            #expect(try await ids("bcdefgh") == [])
        }
    }

    @Test("drops what ended beyond its limits, and never what is open") func prunes() async throws {
        try await withStore { store in
            try await store.write { transaction in
                for (index, id) in ["old", "open", "a", "b", "c"].enumerated() {
                    _ = try transaction.insert(.new(id))
                    if id != "open" { _ = try transaction.update(.new(id).ended(at: index * 100)) }
                }
            }
            #expect(try await store.write { try $0.prune(keeping: 9, endedSince: .start) } == 0)
            #expect(try await store.write { try $0.prune(keeping: 9, endedSince: .start + .seconds(1)) } == 1)
            #expect(try await store.write { try $0.prune(keeping: 2, endedSince: .start) } == 1)
            let left = try await store.read { try $0.exchanges(.init(states: Set(Exchange.State.allCases), limit: 9)) }
            #expect(left.map(\.id) == ["c", "b", "open"])
            #expect(try await store.write { try $0.prune(keeping: 0, endedSince: .start) } == 2)
            #expect(try await store.read { try $0.openCount() } == 1)
        }
    }
}
