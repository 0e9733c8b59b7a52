import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A tenant that checks push ids", .serialized)
struct PushTokenTests {
    private static let strict = SimulatorConfiguration(pushTokens: ["known"], checksPushIDs: true)

    @Test("takes the ones that it knows and refuses others in scan")
    func scan() async throws {
        try await withSimulator(Self.strict) { simulator, client in
            let started = try await client.setup(.setup, [:])
            let ids: [String: JSON] = [
                "device_id": "d", "client_id": .string(simulator.loginClientID), "exchange_id": started.exchange,
            ]
            let refused = try await client.setup(.scan, ids.merging(["push_id": "foreign"]) { $1 })
            expect(refused, isRefused: "SIM_417", 417)
            #expect(refused.text.contains("invalid push token validation"))
            #expect(try await client.post("/sim/push-tokens", ["push_token": "later"]).status == 204)
            #expect(try await client.setup(.scan, ids.merging(["push_id": "later"]) { $1 }).status == 200)
        }
    }

    @Test("refuses others when a device starts its enrollment or changes its push id")
    func initiation() async throws {
        try await withSimulator(Self.strict) { simulator, client in
            let token = ["--header", "access_token: \(try await client.accessToken(for: simulator))"]
            let foreign: [String: JSON] = ["device_id": "d", "push_id": "foreign"]
            expect(try await client.setup(.setup, foreign, token), isRefused: "SIM_417", 417)
            let known: [String: JSON] = ["device_id": "d", "push_id": "known"]
            #expect(try await client.setup(.setup, known, token).status == 200)
            expect(try await client.changePushID(to: "foreign"), isRefused: "SIM_417", 417)
        }
    }

    @Test("refuses the lists to a device whose push id it has forgotten")
    func lists() async throws {
        try await withSimulator(Self.strict) { _, client in
            #expect(client.enrollment.pushID == "known", "the enrollment has one that the tenant knows")
            #expect(try await client.pending().status == 204)
            #expect(try await client.curl("/sim/push-tokens", ["--request", "DELETE"]).status == 204)
            for list in [try await client.pending(), try await client.configured()] {
                expect(list, isRefused: "SIM_400", 400)
                #expect(list.text.contains("Invalid FCM token"))
            }
        }
    }

    @Test("is not every tenant")
    func unchecked() async throws {
        try await withSimulator { simulator, client in
            let started = try await client.setup(.setup, [:])
            let ids: [String: JSON] = [
                "device_id": "d", "client_id": .string(simulator.loginClientID), "exchange_id": started.exchange,
                "push_id": "made up",
            ]
            #expect(try await client.setup(.scan, ids).status == 200)
        }
    }
}
