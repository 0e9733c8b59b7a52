import PushExchange
import TestSupport
import Testing

@testable import PushStore

@Suite("A savepoint") struct SavepointTests {
    private struct SomeError: Error {}

    @Test("keeps what its body wrote") func keeps() async throws {
        try await withStore { store in
            let value = try await store.write { transaction in
                try transaction.savepoint {
                    try transaction.insert(.sample())
                    return 7
                }
            }
            #expect(value == 7)
            #expect(try await store.read { try $0.enrollments().count } == 1)
        }
    }

    @Test("rolls back what its body wrote before it threw, and nothing else") func takesBack() async throws {
        try await withStore { store in
            try await store.write { transaction in
                try transaction.insert(.sample("kept", tenantKey: "kept"))
                #expect(throws: SomeError.self) {
                    try transaction.savepoint {
                        try transaction.insert(.sample("gone", tenantKey: "gone"))
                        throw SomeError()
                    }
                }
                try transaction.insert(.sample("later", tenantKey: "later"))
            }
            #expect(try await store.read { Set(try $0.enrollments().map(\.id)) } == ["kept", "later"])
        }
    }

    @Test("can contain another one") func nests() async throws {
        try await withStore { store in
            try await store.write { transaction in
                try transaction.savepoint {
                    try transaction.insert(.sample("kept", tenantKey: "kept"))
                    try? transaction.savepoint {
                        try transaction.insert(.sample("gone", tenantKey: "gone"))
                        throw SomeError()
                    }
                }
            }
            #expect(try await store.read { try $0.enrollments().map(\.id) } == ["kept"])
        }
    }

    @Test("contains an attempt: a row that can't be written is the attempt's own error") func attempts()
        async throws
    {
        try await withStore { store in
            try await store.write { transaction in
                try transaction.insert(.sample())
                let twice = try transaction.attempt { try transaction.insert(.sample()) }
                #expect(throws: PushStoreError.self) { try twice.get() }
                try transaction.insert(.sample("other", tenantKey: "other"))
            }
            #expect(try await store.read { try $0.enrollments().count } == 2)
        }
    }
}
