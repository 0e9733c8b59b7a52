import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("An enrollment that the device starts", .serialized)
struct DeviceSetupTests {
    private static let ids: [String: JSON] = ["device_id": "d", "push_id": "p"]

    @Test(
        "needs its user's token, in either header", arguments: Client.PathSet.allCases,
        ["access_token:", "Authorization: Bearer"])
    func life(paths: Client.PathSet, header: String) async throws {
        try await withSimulator { simulator, client in
            let token = try await client.accessToken(for: simulator)
            let client = client.with(paths)
            let ids = Self.ids.merging(["client_id": .string(simulator.loginClientID)]) { $1 }
            let started = try await client.setup(.setup, ids, ["--header", "\(header) \(token)"])
            #expect(started.status == 200, "\(started.text)")
            #expect(started.data["authenticator_client_id"] == ids["client_id"])
            let scanned = try await client.setup(.scan, ids.merging(["exchange_id": started.exchange]) { $1 })
            #expect(scanned.data["user_info"]?["sub"] == .string(client.enrollment.sub))
            let number = started.data["push_selected_number"] ?? .null
            let rest: [String: JSON] = ["exchange_id": scanned.exchange, "pass_code": number]
            #expect(try await client.setup(.enroll, ids.merging(rest) { $1 }).data["enrolled"] == true)
            let again = try await client.setup(.setup, ids, ["--header", "\(header) \(token)"])
            expect(again, isRefused: "VER_0029", 409)
        }
    }

    @Test("is refused without a token, with a wrong one, with another user's, and without the scope")
    func tokens() async throws {
        try await withSimulator { simulator, client in
            expect(try await client.setup(.setup, Self.ids), isRefused: "SIM_401", 401)
            for header in ["access_token: wrong", "Authorization: Bearer wrong", "Authorization: Basic eDp5"] {
                expect(try await client.setup(.setup, [:], ["--header", header]), isRefused: "SIM_401", 401)
            }
            let poor = try await client.accessToken(for: simulator, scope: "openid profile")
            expect(
                try await client.setup(.setup, Self.ids, ["--header", "access_token: \(poor)"]), isRefused: "SIM_401",
                401)
            let token = try await client.accessToken(for: simulator)
            let other = Self.ids.merging(["sub": "another"]) { $1 }
            expect(
                try await client.setup(.setup, other, ["--header", "access_token: \(token)"]), isRefused: "SIM_401", 401
            )
        }
    }

    @Test(
        "is completed with the ids that started it, or refused with VER_0040",
        arguments: ["device_id", "push_id", "client_id"])
    func otherIDs(key: String) async throws {
        try await withSimulator { simulator, client in
            let token = try await client.accessToken(for: simulator)
            _ = try await client.post("/sim/clients", ["client_id": "another"])
            let ids = Self.ids.merging(["client_id": .string(simulator.loginClientID)]) { $1 }
            let started = try await client.setup(.setup, ids, ["--header", "access_token: \(token)"])
            let scan = ids.merging(["exchange_id": started.exchange]) { $1 }
            expect(try await client.setup(.scan, scan.merging([key: "another"]) { $1 }), isRefused: "VER_0040", 400)
            let scanned = try await client.setup(.scan, scan)
            let rest: [String: JSON] = [
                "exchange_id": scanned.exchange, "pass_code": started.data["push_selected_number"] ?? .null,
                key: "another",
            ]
            expect(try await client.setup(.enroll, ids.merging(rest) { $1 }), isRefused: "VER_0040", 400)
        }
    }

    @Test("is for the user who has signed in, whose name and e-mail it learns")
    func user() async throws {
        try await withSimulator { simulator, client in
            let token = try await client.accessToken(for: simulator, user: "anna.berg@example.org")
            let ids = Self.ids.merging(["client_id": .string(simulator.loginClientID)]) { $1 }
            let started = try await client.setup(.setup, ids, ["--header", "access_token: \(token)"])
            let scanned = try await client.setup(.scan, ids.merging(["exchange_id": started.exchange]) { $1 })
            let user = try #require(scanned.data["user_info"])
            #expect(user["sub"] == scanned.data["sub"] && user["sub"] != .string(client.enrollment.sub))
            #expect(user["name"] == "Anna Berg" && user["email"] == "anna.berg@example.org")
        }
    }
}

extension Client {
    /// Sends a call of an enrollment on this client's path set.
    func setup(_ step: Step, _ body: [String: JSON], _ options: [String] = []) async throws -> Reply {
        let names: [Step: (guide: String, v2: String)] = [
            .setup: ("initiation", "initiate"), .scan: ("scan", "scan"), .enroll: ("verification", "enroll"),
            .giveUp: ("cancellation", "cancel"),
        ]
        let name = try #require(names[step])
        let path =
            paths == .guide
            ? "/verification-actions-srv/setup/push/\(name.guide)" : "/verification-srv/v2/setup/\(name.v2)/push"
        return try await curl(path, options + ["--data", JSON.object(body).text])
    }
}

extension Reply {
    /// The id that the next step spends.
    var exchange: JSON { data["exchange_id"]?["exchange_id"] ?? .null }
}
