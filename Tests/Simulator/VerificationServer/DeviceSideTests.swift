import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

@Suite("A device", .serialized)
struct DeviceSideTests {
    @Test("signs in over either path set", arguments: Client.PathSet.allCases)
    func allTheWay(paths: Client.PathSet) async throws {
        try await withSimulator { _, client in
            let client = client.with(paths)
            let started = try await client.initiate()
            #expect(try await client.stage(started) == "INITIATED")

            let acknowledged = try await client.step(.acknowledge, after: started)
            #expect(try await client.stage(started) == "PUSH_ACKNOWLEDGED")
            #expect(acknowledged.data["client_name"]?.string != nil && acknowledged.data["message"]?.string != nil)
            #expect(acknowledged.data["device_info"]?["device_info"]?["userAgent"]?.string?.hasPrefix("curl/") == true)
            #expect(acknowledged.data["address"]?["ip"] == "127.0.0.1")

            let allowed = try await client.step(.allow, after: acknowledged)
            #expect(try await client.stage(started) == "ALLOWED")
            let numbers = allowed.data["push_random_numbers"]?.array ?? []
            #expect(numbers.count == 4)
            let number = try #require(started.data["push_selected_number"])
            #expect(numbers.contains(number))

            let verified = try await client.step(.verify, after: allowed, ["passcode": number, "pass_code": number])
            #expect(verified.status == 200)
            #expect(try await client.stage(started) == "AUTHENTICATED")
        }
    }

    @Test("ends a sign-in over either path set", arguments: Client.PathSet.allCases, [Step.deny, .cancel])
    func ends(paths: Client.PathSet, step: Step) async throws {
        try await withSimulator { _, client in
            let client = client.with(paths)
            for steps in [[Step.acknowledge], [.acknowledge, .allow]] {
                let (started, last) = try await client.signIn(through: steps)
                #expect(try await client.step(step, after: last, ["reason": "not me"]).status == 200)
                #expect(try await client.stage(started) == (step == .deny ? "DENIED" : "CANCELLED"))
            }
        }
    }

    @Test("may write the method in capitals, but nothing else")
    func methodCase() async throws {
        try await withSimulator { _, client in
            let started = try await client.initiate()
            let id = started.data["exchange_id"]?["exchange_id"] ?? .null
            let body = client.ids.merging(["exchange_id": id])
            let path = "/verification-srv/authentication/PUSH/push/acknowledge"
            expect(try await client.post(path.uppercased(), body), isRefused: "404", 404)
            #expect(try await client.post(path, body).status == 200)
        }
    }

    @Test("can't use an id that is spent, for another stage, another device's or unknown")
    func invalid() async throws {
        try await withSimulator { simulator, client in
            let (started, acknowledged) = try await client.signIn(through: [.acknowledge])
            expect(try await client.step(.acknowledge, after: started), isRefused: "VER_0032", 400)
            let early = try await client.step(.verify, after: acknowledged, ["passcode": "55"])
            expect(early, isRefused: "VER_0032", 400)
            let other = Client(try await simulator.register(DeviceRequest()))
            expect(try await other.step(.allow, after: acknowledged), isRefused: "VER_0032", 400)
            let unknown = try await client.step(.allow, after: acknowledged, ["exchange_id": "unknown"])
            expect(unknown, isRefused: "VER_0032", 400)
            #expect(try await client.step(.allow, after: acknowledged).status == 200)
        }
    }

    @Test("is refused with VER_0040 when an id is not its own", arguments: ["device_id", "client_id", "push_id"])
    func mismatch(field: String) async throws {
        try await withSimulator { _, client in
            let started = try await client.initiate()
            let wrong: [String: JSON] = [field: "another"]
            expect(try await client.step(.acknowledge, after: started, wrong), isRefused: "VER_0040", 400)
            expect(try await client.pending(wrong), isRefused: "VER_0040", 400)
            #expect(try await client.step(.acknowledge, after: started).status == 200)
        }
    }

    @Test("is refused with VER_0005 if a field is missing, and with VER_0004 if the body is not a JSON object")
    func body() async throws {
        try await withSimulator { _, client in
            let started = try await client.initiate()
            for field in ["exchange_id", "device_id", "client_id", "push_id"] {
                let incomplete = try await client.step(.acknowledge, after: started, [field: .null])
                expect(incomplete, isRefused: "VER_0005", 417)
            }
            for text in ["", "{", "[]", "null", "{\"push_id\":1}"] {
                let reply = try await client.curl(client.path(.allow), ["--data", text])
                let isObject = text.hasSuffix("1}")
                expect(reply, isRefused: isObject ? "VER_0005" : "VER_0004", isObject ? 417 : 400)
            }
            let number = try await client.step(.acknowledge, after: started, ["push_id": 1])
            expect(number, isRefused: "VER_0004", 400)
        }
    }

    @Test("has one try to send the number")
    func wrongNumber() async throws {
        try await withSimulator { _, client in
            let (started, allowed) = try await client.signIn(through: [.acknowledge, .allow])
            expect(try await client.step(.verify, after: allowed), isRefused: "VER_0046", 400)
            let wrong = try await client.step(.verify, after: allowed, ["passcode": "00"])
            expect(wrong, isRefused: "VER_0041", 400)
            let right = started.data["push_selected_number"] ?? .null
            let second = try await client.step(.verify, after: allowed, ["passcode": right])
            expect(second, isRefused: "VER_0032", 400)
            #expect(try await client.stage(started) == "ALLOWED")
        }
    }

    @Test("is refused with VER_0033 when it is too late, and the status does not change")
    func expired() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(timeToLive: 60, source: clock.source)) { _, client in
            let (started, last) = try await client.signIn(through: [.acknowledge])
            clock.advance(by: 60)
            expect(try await client.step(.allow, after: last), isRefused: "VER_0033", 400)
            #expect(try await client.stage(started) == "PUSH_ACKNOWLEDGED")
        }
    }

    @Test("gets the time at which its id expires, and the server's time in the Date header")
    func times() async throws {
        let clock = TestClock()
        try await withSimulator(SimulatorConfiguration(timeToLive: 300, source: clock.source)) { _, client in
            let started = try await client.initiate()
            #expect(started.data["exchange_id"]?["expires_at"] == "2024-01-10T20:50:51.781Z")
            #expect(started.headers["date"] == "Wed, 10 Jan 2024 20:45:51 GMT")
        }
    }

    @Test("changes its push id, and then only the new one is valid", arguments: Client.PathSet.allCases)
    func pushID(paths: Client.PathSet) async throws {
        try await withSimulator { simulator, client in
            let client = client.with(paths)
            let started = try await client.initiate()
            let changed = try await client.changePushID(to: "new")
            #expect(changed.status == 200)
            #expect(changed.data == true)
            expect(try await client.step(.acknowledge, after: started), isRefused: "VER_0040", 400)
            expect(try await client.changePushID(to: "newer"), isRefused: "VER_0040", 400)
            let renewed = Client(try await simulator.enrollment(), paths: paths)
            #expect(renewed.enrollment.pushID == "new")
            #expect(try await renewed.step(.acknowledge, after: started).status == 200)
        }
    }
}
