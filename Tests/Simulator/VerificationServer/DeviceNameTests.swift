import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A device on the account page", .serialized)
struct DeviceNameTests {
    @Test(
        "has the name that it gives itself, or else its program's",
        arguments: [
            (["deviceModel: anna-laptop", "deviceMake: Linux"], "anna-laptop (Linux)"),
            (["deviceModel: anna-laptop"], "anna-laptop"), (["deviceModel: same", "deviceMake: same"], "same"),
            (["deviceMake: Linux", "User-Agent: smartpush/1.0 (Linux)"], "smartpush on Linux"),
            (["deviceModel: \(String(repeating: "x", count: 200))"], String(repeating: "x", count: 100)),
        ])
    func names(headers: [String], name: String) async throws {
        try await withSimulator { simulator, client in
            try await client.enroll("d", at: simulator, headers: headers)
            #expect(try await client.devices().last?.name == name)
        }
    }

    @Test("can be told apart from one of the same name, and removed")
    func removed() async throws {
        try await withSimulator { simulator, client in
            for device in ["one", "two", "three"] {
                try await client.enroll(device, at: simulator, headers: ["deviceModel: laptop"])
            }
            let devices = try await client.devices()
            #expect(devices.map(\.name) == ["Linux desktop", "laptop", "laptop (2)", "laptop (3)"])
            let path = "/sim/devices/\(devices[2].id)"
            #expect(try await client.curl(path, ["--request", "DELETE"]).status == 204)
            #expect(try await client.devices().map(\.name) == ["Linux desktop", "laptop", "laptop (3)"])
            expect(try await client.curl(path, ["--request", "DELETE"]), isRefused: "SIM_404", 404)
            let foreign = ["--request", "DELETE", "--header", "Origin: https://shop.example"]
            expect(try await client.curl("/sim/devices/\(devices[1].id)", foreign), isRefused: "403", 403)
        }
    }

    @Test("that was removed is refused its calls")
    func afterwards() async throws {
        try await withSimulator { _, client in
            let id = try await client.devices()[0].id
            _ = try await client.curl("/sim/devices/\(id)", ["--request", "DELETE"])
            expect(try await client.pending(), isRefused: "VER_0040", 400)
            expect(try await client.configured(), isRefused: "VER_0040", 400)
        }
    }

    @Test("removes itself for all its users", arguments: Client.PathSet.allCases)
    func removesItself(paths: Client.PathSet) async throws {
        try await withSimulator { simulator, client in
            let mine = DeviceRequest(
                deviceID: client.enrollment.deviceID, clientID: client.enrollment.clientID,
                pushID: client.enrollment.pushID, sub: "another user")
            _ = try await simulator.register(mine)
            let base =
                paths == .guide
                ? "/verification-actions-srv/setup/devices"
                : "/verification-srv/v2/setup/device/configured/removeallbydeviceid"
            let path = "\(base)/\(client.enrollment.deviceID)"
            let other = client.ids.merging(["device_id": "another"])
            expect(try await client.post(path, other, method: "DELETE"), isRefused: "VER_0040", 400)
            let incomplete = client.ids.merging(["push_id": .null])
            expect(try await client.post(path, incomplete, method: "DELETE"), isRefused: "VER_0005", 417)
            #expect(try await client.post(path, client.ids, method: "DELETE").data == true)
            #expect(try await client.devices().isEmpty)
            expect(try await client.post(path, client.ids, method: "DELETE"), isRefused: "VER_0040", 400)
        }
    }
}

extension Client {
    /// The devices as the account page lists them.
    fileprivate func devices() async throws -> [(id: String, name: String)] {
        let list = try await post(
            "/verification-srv/public/graph/user/setup", ["request_id": "account", "identifier": "user"])
        let mediums = list.data["configured_list"]?.array?.first?["mediums"]?.array ?? []
        return mediums.map { ($0["id"]?.string ?? "", $0["key_name"]?.string ?? "") }
    }

    /// Enrolls a device by a link.
    fileprivate func enroll(_ deviceID: String, at simulator: Simulator, headers: [String]) async throws {
        let options = headers.flatMap { ["--header", $0] }
        let started = try await setup(.setup, [:])
        let ids: [String: JSON] = [
            "device_id": .string(deviceID), "push_id": "p", "client_id": .string(simulator.loginClientID),
        ]
        let scanned = try await setup(.scan, ids.merging(["exchange_id": started.exchange]) { $1 }, options)
        let rest: [String: JSON] = [
            "exchange_id": scanned.exchange, "pass_code": started.data["push_selected_number"] ?? .null,
        ]
        let enrolled = try await setup(.enroll, ids.merging(rest) { $1 }, options)
        try #require(enrolled.status == 200, "\(enrolled.text)")
    }
}
