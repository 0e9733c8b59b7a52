import FoundationEssentials
import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("An enrollment by a link")
struct SetupTests {
    /// A device that knows only what is in the link.
    private struct Phone {
        let client: Client
        let started: Reply
        var ids: JSON

        init(_ client: Client, _ started: Reply) {
            self.client = client
            self.started = started
            ids = [
                "device_id": "phone", "push_id": "token",
                "client_id": started.data["authenticator_client_id"] ?? .null,
                "sub": started.data["sub"] ?? .null,
            ]
        }

        private func call(_ guide: String, _ v2: String, _ last: Reply, _ extra: [String: JSON]) async throws -> Reply {
            let path =
                client.paths == .guide ? "/verification-actions-srv/setup/\(guide)" : "/verification-srv/v2/\(v2)"
            let exchange = last.data["exchange_id"]?["exchange_id"] ?? .null
            return try await client.post(path, ids.merging(["exchange_id": exchange]).merging(extra))
        }

        func scan(_ extra: [String: JSON] = [:]) async throws -> Reply {
            try await call("push/scan", "setup/scan/push", started, extra)
        }

        func enroll(after scanned: Reply, _ extra: [String: JSON]) async throws -> Reply {
            try await call("push/verification", "setup/enroll/push", scanned, extra)
        }

        var number: JSON { started.data["push_selected_number"] ?? .null }
    }

    private func start(_ client: Client) async throws -> Phone {
        let path =
            client.paths == .guide
            ? "/verification-actions-srv/setup/push/initiation" : "/verification-srv/v2/setup/initiate/PUSH"
        return Phone(client, try await client.post(path, [:]))
    }

    @Test("is scanned, confirmed with the number, and ended by the device", arguments: Client.PathSet.allCases)
    func life(paths: Client.PathSet) async throws {
        try await withSimulator { simulator, client in
            let client = client.with(paths)
            let phone = try await start(client)
            #expect(try await client.stage(phone.started) == "INITIATED")
            let scanned = try await phone.scan()
            #expect(scanned.status == 200 && scanned.data["sub"] == phone.started.data["sub"])
            guard case .array(let choices)? = scanned.data["push_random_numbers"] else {
                Issue.record("no numbers: \(scanned.text)")
                return
            }
            #expect(choices.count == 4 && choices.contains(phone.number))
            #expect(try await client.stage(phone.started) == "SCANNED")
            #expect(try await phone.enroll(after: scanned, ["pass_code": phone.number]).status == 200)
            #expect(try await client.stage(phone.started) == "ENROLLED")

            let mediums = try await client.post(
                "/verification-srv/public/graph/user/setup", ["request_id": "r", "identifier": "u"])
            #expect(mediums.text.contains("curl on unknown"), "\(mediums.text)")
            let end = "/verification-actions-srv/setup/devices/push/\(client.enrollment.sub)"
            let v2 = "/verification-srv/v2/setup/device/configured/remove/push/\(client.enrollment.sub)"
            let removed = try await client.post(paths == .guide ? end : v2, phone.ids, method: "DELETE")
            #expect(removed.status == 200 && removed.data == true)
            expect(try await client.post(end, phone.ids, method: "DELETE"), isRefused: "VER_0040", 400)
            #expect(simulator.log.compactMap(\.step).contains("unenroll"))
        }
    }

    @Test("has a link whose secrets are never sent by a browser")
    func link() async throws {
        try await withSimulator { _, client in
            let phone = try await start(client)
            let link = phone.started.data["enrollment_url"]?.string ?? ""
            let id = phone.started.data["exchange_id"]?["exchange_id"]?.string ?? "?"
            #expect(link.hasPrefix("\(client.enrollment.baseURL)/account#"))
            #expect(link.contains("exchange_id=\(id)") && link.contains("tenant_name=Demo%20Tenant"))
        }
    }

    @Test("accepts each id once, from the device that scanned the link, with all required values")
    func refusals() async throws {
        try await withSimulator { _, client in
            let phone = try await start(client)
            for key in ["device_id", "client_id", "push_id", "exchange_id"] {
                expect(try await phone.scan([key: .null]), isRefused: "VER_0005", 417)
            }
            expect(try await phone.scan(["exchange_id": "unknown"]), isRefused: "VER_0032", 400)
            expect(try await phone.scan(["sub": "other"]), isRefused: "VER_0040", 400)
            expect(try await phone.scan(["client_id": "other"]), isRefused: "VER_0040", 400)
            let incomplete = try await phone.enroll(after: phone.started, ["push_id": .null])
            expect(incomplete, isRefused: "VER_0005", client.paths == .guide ? 400 : 417)
            expect(try await phone.enroll(after: phone.started, ["pass_code": "1"]), isRefused: "VER_0032", 400)
            let scanned = try await phone.scan()
            expect(try await phone.scan(), isRefused: "VER_0032", 400)
            expect(try await phone.enroll(after: scanned, [:]), isRefused: "VER_0046", 400)
            let other = try await phone.enroll(after: scanned, ["pass_code": phone.number, "device_id": "other"])
            expect(other, isRefused: "VER_0040", 400)
            #expect(try await phone.enroll(after: scanned, ["passcode": phone.number]).status == 200)
            expect(try await phone.enroll(after: scanned, ["passcode": phone.number]), isRefused: "VER_0032", 400)
            expect(try await start(client).scan(), isRefused: "VER_0034", 409)
        }
    }

    @Test("allows one try at the number, and a wrong one ends it")
    func wrongNumber() async throws {
        try await withSimulator { _, client in
            let phone = try await start(client)
            let scanned = try await phone.scan()
            expect(try await phone.enroll(after: scanned, ["pass_code": "00"]), isRefused: "VER_0041", 400)
            #expect(try await client.stage(phone.started) == "FAILED")
            expect(try await phone.enroll(after: scanned, ["pass_code": phone.number]), isRefused: "VER_0032", 400)
        }
    }

    @Test("expires")
    func expires() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(timeToLive: 60, source: clock.source)) { _, client in
            let phone = try await start(client)
            clock.advance(by: 60)
            expect(try await phone.scan(), isRefused: "VER_0033", 400)
        }
    }

    @Test("is dropped first when it has ended and there are too many")
    func isBounded() throws {
        var book = SetupStore()
        let numbers = Numbers(choices: ["1"], selected: "1")
        for number in 0...SetupStore.limit + 1 {
            let expiry = number == 5 ? Date.distantPast : .distantFuture
            let exchange = Exchange(id: "e-\(number)", expiresAt: expiry)
            book.add(
                Setup(statusID: "s-\(number)", sub: "s", clientID: "c", numbers: numbers, exchange: exchange),
                at: Date())
        }
        for gone in [0, 5] { #expect(book["s-\(gone)"] == nil && book.statusID(exchangeID: "e-\(gone)") == nil) }
        #expect(book["s-1"] != nil && book.statusID(exchangeID: "e-1") == "s-1")
    }

    @Test("has a QR code until it is scanned, if there is a program to draw it")
    func code() async throws {
        try await withSimulator { simulator, client in
            let phone = try await start(client)
            let path = "/sim/qr/\(phone.started.data["status_id"]?.string ?? "")"
            let code = try await client.curl(path)
            if code.status == 200 {
                #expect(code.headers["content-type"] == "image/svg+xml" && code.text.contains("<svg"))
                #expect(code.headers["cache-control"] == "no-store")
            } else {
                expect(code, isRefused: "SIM_404", 404)
            }
            _ = try await phone.scan()
            expect(try await client.curl(path), isRefused: "404", 404)
            expect(try await client.curl("/sim/qr/unknown"), isRefused: "404", 404)
            #expect(!simulator.log.contains { $0.path.hasPrefix("/sim/") })
        }
    }
}
