import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("The pending list")
struct PendingListTests {
    @Test("has the waiting sign-ins in the form of the push; 204 without any", arguments: Client.PathSet.allCases)
    func items(paths: Client.PathSet) async throws {
        try await withSimulator { _, client in
            let client = client.with(paths)
            let empty = try await client.pending()
            #expect(empty.status == 204)
            #expect(empty.text.isEmpty)

            let started = try await client.initiate()
            let items = try await client.pending().data.array ?? []
            #expect(items.count == 1)
            #expect(items.first?["exchange_id"] == started.data["exchange_id"])
            #expect(items.first?["status_id"] == started.data["status_id"])
            let keys = ["expires_at", "requested_types", "message", "client_name", "request_time", "sub", "tenant_key"]
            #expect(items.first?.keyPaths.isSuperset(of: keys) == true)

            _ = try await client.step(.acknowledge, after: started)
            #expect(try await client.pending().status == 204)
        }
    }

    @Test("leaves out expired sign-ins and those of other devices")
    func leavesOut() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(timeToLive: 60, source: clock.source)) { simulator, client in
            let other = Client(try await simulator.register(DeviceRequest(mediumID: "other")))
            _ = try await client.initiate(["medium_id": "other"])
            #expect(try await client.pending().status == 204)
            #expect(try await other.pending().data.array?.count == 1)
            clock.advance(by: 60)
            #expect(try await other.pending().status == 204)
        }
    }

    @Test("is refused with VER_0040 for another user, and with VER_0005 for none")
    func sub() async throws {
        try await withSimulator { _, client in
            expect(try await client.pending(["sub": "another"]), isRefused: "VER_0040", 403)
            expect(try await client.pending(["sub": .null]), isRefused: "VER_0005", 400)
        }
    }
}
