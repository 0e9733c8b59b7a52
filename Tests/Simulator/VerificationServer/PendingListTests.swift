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
            #expect(items.first?["exchange_id"] == started.data["exchange_id"]?["exchange_id"])
            #expect(items.first?["expires_at"] == started.data["exchange_id"]?["expires_at"])
            #expect(items.first?["requested_types"] == ["PUSH"] && items.first?["verification_type"] == "PUSH")
            #expect(items.first?["request_time"]?.string?.hasSuffix("Z") == true)
            let keys: Set = [
                "expires_at", "requested_types", "message", "client_name", "request_time", "sub", "tenant_key",
                "tenant_name", "verification_type", "exchange_id",
            ]
            #expect(items.first?.keyPaths == keys)

            _ = try await client.step(.acknowledge, after: started)
            #expect(try await client.pending().status == 204)
        }
    }

    @Test("has an object and a number in the older shape")
    func oldShape() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(shapes: .old, source: clock.source)) { _, client in
            let started = try await client.initiate()
            let item = try await client.pending().data.array?.first
            #expect(item?["exchange_id"] == started.data["exchange_id"])
            #expect(item?["request_time"] == 1_704_919_551_781)
        }
    }

    @Test("leaves out a sign-in that the web has cancelled")
    func cancelled() async throws {
        try await withSimulator { _, client in
            let started = try await client.initiate()
            #expect(try await client.pending().status == 200)
            let body: JSON = ["status_id": started.data["status_id"] ?? .null, "reason": "changed my mind"]
            #expect(try await client.post(client.path(.cancel), body).status == 200)
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
            expect(try await client.pending(["sub": "another"]), isRefused: "VER_0040", 400)
            expect(try await client.pending(["sub": .null]), isRefused: "VER_0005", 417)
        }
    }
}
