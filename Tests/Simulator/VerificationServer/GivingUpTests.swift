import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("An enrollment that the device gives up", .serialized)
struct GivingUpTests {
    @Test(
        "is closed on the account page, before and after the scan", arguments: Client.PathSet.allCases, [false, true])
    func closed(paths: Client.PathSet, afterScan: Bool) async throws {
        try await withSimulator { simulator, client in
            let client = client.with(paths)
            let started = try await client.setup(.setup, [:])
            let ids: [String: JSON] = [
                "device_id": "d", "push_id": "p", "client_id": .string(simulator.loginClientID),
            ]
            var last = started
            if afterScan { last = try await client.setup(.scan, ids.merging(["exchange_id": started.exchange]) { $1 }) }
            let givenUp = try await client.setup(.giveUp, ["exchange_id": last.exchange, "reason": "wrong account"])
            #expect(givenUp.status == 200 && givenUp.data["status_id"] == started.data["status_id"])
            #expect(try await client.stage(started) == "CANCELLED")
            let late = try await client.setup(.scan, ids.merging(["exchange_id": started.exchange]) { $1 })
            expect(late, isRefused: "VER_0032", 400)
            let code = try await client.curl("/sim/qr/\(started.data["status_id"]?.string ?? "")")
            expect(code, isRefused: "404", 404)
        }
    }

    @Test("needs the id of its last answer and a reason")
    func refused() async throws {
        try await withSimulator { _, client in
            let started = try await client.setup(.setup, [:])
            let right: [String: JSON] = ["exchange_id": started.exchange, "reason": "no"]
            for key in ["exchange_id", "reason"] {
                expect(try await client.setup(.giveUp, right.merging([key: .null]) { $1 }), isRefused: "VER_0005", 400)
            }
            let unknown = right.merging(["exchange_id": "unknown"]) { $1 }
            expect(try await client.setup(.giveUp, unknown), isRefused: "VER_0032", 400)
            let path = "/verification-actions-srv/setup/push/cancellation"
            expect(try await client.curl(path, ["--data", "{"]), isRefused: "VER_0004", 417)
            #expect(try await client.stage(started) == "INITIATED")
        }
    }
}
