import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

/// The calls of the published Android SDK 4.0.0, written exactly as they are sent. It enrolls over the guide's paths and
/// uses those of v2 for the rest.
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

    @Test("rejects with a reason")
    func rejects() async throws {
        try await withSpeltOutSimulator { _, client in
            let started = try await client.initiate()
            let acknowledged = try await client.send(pushAcknowledge(started, client.enrollment))
            let rejected = try await client.send(pushReject(acknowledged, client.enrollment))
            let sub = JSON.string(client.enrollment.sub)
            expect(rejected, succeedsWith: ["sub": sub, "status_id": .string(started.statusID)])
            #expect(try await client.stage(started) == "DENIED")
        }
    }

    @Test("enrolls itself with its user's token, and lists what it is enrolled for")
    func enrolls() async throws {
        try await withSpeltOutSimulator { simulator, client in
            let token = try await client.accessToken(for: simulator)
            var own = client.enrollment
            (own.deviceID, own.pushID, own.clientID) = ("3f2b1c0d9e8a7b6c", "fcm:token", simulator.loginClientID)
            let started = try await client.send(setup(own, token))
            expect(
                started,
                succeedsWith: [
                    "sub": .string(own.sub), "status_id": .string(started.statusID), "push_selected_number": "55",
                    "authenticator_client_id": .string(own.clientID),
                    "enrollment_url": started.data["enrollment_url"] ?? .null,
                ])
            let scanned = try await client.send(scan(started, own))
            #expect(scanned.data["push_random_numbers"] == ["12", "34", "55", "78"])
            #expect(scanned.data["user_info"]?["email"] == "user@example.com")
            let enrolled = try await client.send(enroll(scanned, own, passcode: "55"))
            expect(
                enrolled,
                succeedsWith: ["sub": .string(own.sub), "status_id": .string(started.statusID), "enrolled": true])
            let list = try await client.send(configuredList(own))
            #expect(list.data["tenant_key"] == .string(own.tenantKey))
            #expect(list.data["configured_list"]?.array?.first?["verification_type"] == "PUSH")
            expect(try await client.send(setup(own, token)), isRefused: "VER_0029", 409)
            let removed = try await client.send(deleteAll(own))
            #expect(removed.json == ["success": true, "status": 200, "data": true])
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
                "latitude": .number(48.8486), "longitude": .number(8.8267),
            ],
            "device_info": [
                "user_device_id": .string(medium),
                "device_info": [
                    "os": ["name": "Linux", "version": ""], "engine": ["name": "Gecko", "version": "140.0"],
                    "browser": ["name": "Firefox", "version": "140.0", "major": "140"], "deviceMake": "unknown",
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

    private func pushReject(_ last: Reply, _ own: Enrollment) -> String {
        """
        POST /verification-srv/v2/authenticate/reject/push
        \(headers)

        {\(credential(last, own)),"reason":"Not initiated by me"}
        """
    }

    private func authenticate(_ last: Reply, _ own: Enrollment, passcode: String) -> String {
        """
        POST /verification-srv/v2/authenticate/authenticate/push
        \(headers)

        {\(credential(last, own)),"pass_code":"\(passcode)","sub":"\(own.sub)","face_attempt":0}
        """
    }

    private func ids(_ own: Enrollment) -> String {
        #""sub":"\#(own.sub)","device_id":"\#(own.deviceID)","client_id":"\#(own.clientID)","push_id":"\#(own.pushID)""#
    }

    private func setup(_ own: Enrollment, _ token: String) -> String {
        """
        POST /verification-actions-srv/setup/push/initiation
        \(headers)
        access_token: \(token)

        {\(ids(own)),"verificationType":"PUSH","source":"MOBILE"}
        """
    }

    private func scan(_ started: Reply, _ own: Enrollment) -> String {
        """
        POST /verification-actions-srv/setup/push/scan
        \(headers)

        {\(ids(own)),"exchange_id":"\(started.exchangeID)","verificationType":"PUSH"}
        """
    }

    private func enroll(_ scanned: Reply, _ own: Enrollment, passcode: String) -> String {
        """
        POST /verification-actions-srv/setup/push/verification
        \(headers)

        {\(ids(own)),"exchange_id":"\(scanned.exchangeID)","status_id":"\(scanned.statusID)",\
        "verificationType":"PUSH","pass_code":"\(passcode)"}
        """
    }

    private func configuredList(_ own: Enrollment) -> String {
        """
        POST /verification-srv/v2/setup/device/configured/list
        \(headers)

        {\(ids(own))}
        """
    }

    private func deleteAll(_ own: Enrollment) -> String {
        """
        DELETE /verification-srv/v2/setup/device/configured/removeallbydeviceid/\(own.deviceID)
        \(headers)

        {\(ids(own)),"verificationType":"PUSH"}
        """
    }
}
