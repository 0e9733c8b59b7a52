import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

/// The calls of the published Android SDK, written exactly as they are sent.
@Suite("The Android SDK", .serialized)
struct AndroidSDKTests {
    @Test("acknowledges, allows and authenticates")
    func signIn() async throws {
        try await withSpeltOutSimulator { _, client in
            let started = try await client.send(initiation)
            let own = client.enrollment
            let ids: [String: JSON] = ["sub": .string(own.sub), "status_id": .string(started.statusID)]

            let acknowledged = try await client.send(pushAcknowledge(started, own))
            let medium = acknowledged.data["device_info"]?["user_device_id"]?.string ?? ""
            expect(acknowledged, succeedsWith: ids.merging(whoAsks(medium)) { $1 })

            let allowed = try await client.send(pushAllow(acknowledged, own))
            expect(allowed, succeedsWith: ids.merging(["push_random_numbers": ["12", "34", "55", "78"]]) { $1 })

            let authenticated = try await client.send(authenticate(allowed, own, passcode: "55"))
            expect(authenticated, succeedsWith: ids)
            #expect(try await client.stage(started) == "AUTHENTICATED")
        }
    }

    @Test(
        "rejects with a reason",
        arguments: ["/verification-srv/v2/authenticate/reject/push", "/verification-srv/authentication/push/reject"])
    func rejects(path: String) async throws {
        try await withSpeltOutSimulator { _, client in
            let started = try await client.initiate()
            let acknowledged = try await client.send(pushAcknowledge(started, client.enrollment))
            let rejected = try await client.send(pushReject(path, acknowledged, client.enrollment))
            let sub = JSON.string(client.enrollment.sub)
            expect(rejected, succeedsWith: ["sub": sub, "status_id": .string(started.statusID)])
            #expect(try await client.stage(started) == "DENIED")
        }
    }

    @Test("learns that the number was wrong and that there is no second try")
    func wrongNumber() async throws {
        try await withSpeltOutSimulator { _, client in
            let (_, allowed) = try await client.signIn(through: [.acknowledge, .allow])
            let own = client.enrollment
            expect(try await client.send(authenticate(allowed, own, passcode: "")), isRefused: "VER_0046", 400)
            expect(try await client.send(authenticate(allowed, own, passcode: "12")), isRefused: "VER_0041", 400)
            expect(try await client.send(authenticate(allowed, own, passcode: "55")), isRefused: "VER_0032", 400)
        }
    }
}

// What the page shows, and how the device learns about it.
extension AndroidSDKTests {
    private static let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    private var initiation: String {
        """
        POST /verification-srv/authentication/push/initiation
        Content-Type: application/json
        User-Agent: \(Self.browser)

        {"usage_type":"PASSWORDLESS_AUTHENTICATION","request_id":"r-1","email":"user@example.com"}
        """
    }

    private func whoAsks(_ medium: String) -> [String: JSON] {
        [
            "client_name": "Demo Shop", "message": "Do you want to sign in to Demo Shop?",
            "address": [
                "country_short": "DE", "country_long": "Germany", "region": "Baden-Wuerttemberg", "city": "Wimsheim",
                "zipcode": "71299", "street": "Hauptstrasse", "houseNo": "1",
                "formattedAddress": "Hauptstrasse 1, 71299 Wimsheim, Germany", "ip": "127.0.0.1",
                "latitude": "48.8486", "longitude": "8.8267",
            ],
            "device_info": [
                "user_device_id": .string(medium),
                "device_info": [
                    "os": "Linux", "browser": "Firefox", "engine": "unknown", "deviceMake": "unknown",
                    "deviceModel": "unknown", "userAgent": .string(Self.browser), "ipAddress": "127.0.0.1",
                    "lat": "48.8486", "lon": "8.8267",
                ],
            ],
        ]
    }
}

// The requests. All of them have the same headers about the device.
extension AndroidSDKTests {
    private var headers: String {
        """
        Content-Type: application/json
        deviceId: 3f2b1c0d9e8a7b6c
        deviceMake: Google
        deviceModel: Pixel 7
        deviceVersion: 14
        lat: 48.8486
        lon: 8.8267
        Accept-Language: de_DE
        User-Agent: okhttp/4.9.0
        """
    }

    private func credential(_ last: Reply, _ own: Enrollment) -> String {
        #""exchange_id":"\#(last.exchangeID)","device_id":"\#(own.deviceID)","#
            + #""client_id":"\#(own.clientID)","push_id":"\#(own.pushID)","verificationType":"PUSH""#
    }

    private func pushAcknowledge(_ last: Reply, _ own: Enrollment) -> String {
        """
        POST /verification-srv/v2/authenticate/push_acknowledge/push
        \(headers)

        {\(credential(last, own))}
        """
    }

    private func pushAllow(_ last: Reply, _ own: Enrollment) -> String {
        """
        POST /verification-srv/v2/authenticate/allow/push
        \(headers)

        {\(credential(last, own))}
        """
    }

    private func pushReject(_ path: String, _ last: Reply, _ own: Enrollment) -> String {
        """
        POST \(path)
        \(headers)

        {\(credential(last, own)),"reason":"Not initiated by me"}
        """
    }

    private func authenticate(_ last: Reply, _ own: Enrollment, passcode: String) -> String {
        """
        POST /verification-srv/v2/authenticate/authenticate/push
        \(headers)

        {\(credential(last, own)),"pass_code":"\(passcode)","fileToSend":null,"face_attempt":0}
        """
    }
}
