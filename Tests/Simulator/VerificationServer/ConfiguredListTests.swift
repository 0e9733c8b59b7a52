import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("The configured list")
struct ConfiguredListTests {
    @Test("names the tenant and the user, and when the device was enrolled", arguments: Client.PathSet.allCases)
    func items(paths: Client.PathSet) async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(source: clock.source)) { _, client in
            let client = client.with(paths)
            let list = try await client.configured()
            let sub = JSON.string(client.enrollment.sub)
            #expect(list.status == 200)
            #expect(list.data["tenant_key"] == .string(client.enrollment.tenantKey))
            #expect(list.data["tenant_name"] == .string(client.enrollment.tenantName))
            #expect(
                list.data["user_info"] == [
                    "sub": sub, "email": "user@example.com", "name": "Demo User", "given_name": "Demo",
                    "family_name": "User",
                ])
            let item = try #require(list.data["configured_list"]?.array?.first)
            #expect(item["verification_type"] == "PUSH" && item["sub"] == sub)
            #expect(item["configured_at"] == "2024-01-10T20:45:51.781Z")
        }
    }

    @Test("is about another device of the user on request, and 204 if that has none")
    func linked() async throws {
        try await withSimulator { simulator, client in
            let mine = DeviceRequest(deviceID: "mine", sub: client.enrollment.sub)
            _ = try await simulator.register(mine)
            _ = try await simulator.register(DeviceRequest(deviceID: "hers", sub: "her"))
            #expect(
                try await client.configured(["linked_device_id": "mine"]).data["configured_list"]?.array?.count == 1)
            for device in ["hers", "unknown"] {
                #expect(try await client.configured(["linked_device_id": .string(device)]).status == 204)
            }
        }
    }

    @Test("is refused with VER_0040 for ids that are not a device's, and with VER_0005 if one is missing")
    func refused() async throws {
        try await withSimulator { _, client in
            for key in ["device_id", "client_id", "push_id", "sub"] {
                expect(try await client.configured([key: "another"]), isRefused: "VER_0040", 400)
                expect(try await client.configured([key: .null]), isRefused: "VER_0005", 417)
            }
        }
    }
}
