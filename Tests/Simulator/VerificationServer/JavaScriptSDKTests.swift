import SimulatorHTTP
import SimulatorTestSupport
import Testing

@testable import VerificationServer

/// The calls of the published JavaScript SDK, written exactly as they are sent. Version 5 uses the v2 paths and repeats
/// the method in the body. Version 6 uses the guide's paths, except for the status, which is still v2's.
@Suite("The JavaScript SDK", .serialized)
struct JavaScriptSDKTests {
    enum Version: Int, CaseIterable, Sendable {
        case five = 5
        case six = 6
    }

    static let usages = ["PASSWORDLESS_AUTHENTICATION", "MULTIFACTOR_AUTHENTICATION", "INITIAL_AUTHENTICATION"]

    @Test("signs in from the list of methods to the redirect", arguments: Version.allCases, usages)
    func signIn(version: Version, usage: String) async throws {
        try await withSpeltOutSimulator { _, client in
            let list = try await client.send(getMFAList(version))
            let own = client.enrollment
            let mediums = list.data["configured_list"]?.array?.first?["mediums"]?.array ?? []
            let medium = try #require(mediums.first?["id"]?.string)
            let methods: JSON = [
                "configured_list": [
                    [
                        "type": "PUSH",
                        "mediums": [
                            ["id": .string(medium), "key_name": .string(own.name)],
                            ["id": "medium-2", "key_name": "Pixel 7(Google, Pixel 7)"],
                        ],
                    ]
                ]
            ]
            #expect(list.json == ["success": true, "status": 200, "data": methods])

            let started = try await client.send(initiateMFA(version, usage, medium: medium))
            let ids: [String: JSON] = ["sub": .string(own.sub), "status_id": .string(started.statusID)]
            let shown: [String: JSON] = [
                "medium_text": "user@example.com", "push_selected_number": "55", "q": .string(own.sub),
            ]
            expect(started, succeedsWith: ids.merging(shown) { $1 })

            var last = started
            for (step, stage) in [(Step.acknowledge, "PUSH_ACKNOWLEDGED"), (.allow, "ALLOWED")] {
                last = try await client.step(step, after: last)
                expectStatus(try await client.send(getEnrollmentStatus(started)), stage, own.sub)
            }
            let authenticated = try await client.send(authenticateMFA(version, last, own, passcode: "55"))
            expect(authenticated, succeedsWith: ids)
            expectStatus(try await client.send(getEnrollmentStatus(started)), "AUTHENTICATED", own.sub)

            let finished = try await client.send(passwordlessLogin(started, own.sub))
            #expect(finished.status == 302 && finished.text.isEmpty)
            let location = try #require(finished.headers["location"])
            let landing = location.wholeMatch(of: /http:\/\/localhost:\d+\/sim\/landing\?code=[-0-9a-f]{36}/)
            #expect(landing != nil)
        }
    }

    @Test("cancels what it has initiated", arguments: Version.allCases)
    func cancels(version: Version) async throws {
        try await withSpeltOutSimulator { _, client in
            let started = try await client.send(initiateMFA(version, Self.usages[0], medium: "medium-2"))
            let cancelled = try await client.send(cancelMFA(version, started))
            let sub = started.data["sub"] ?? .null
            #expect(sub != .string(client.enrollment.sub), "the push is the other device's")
            expect(cancelled, succeedsWith: ["sub": sub, "status_id": .string(started.statusID)])
            expectStatus(try await client.send(getEnrollmentStatus(started)), "CANCELLED", sub.string ?? "")
            expect(try await client.send(cancelMFA(version, started)), isRefused: "VER_0032", 400)
        }
    }

    @Test("may send the user as q, as the redirect to the login page does")
    func finishesByQ() async throws {
        try await withSpeltOutSimulator { _, client in
            let (started, _) = try await client.signIn(
                through: [.acknowledge, .allow, .verify], ["request_id": .string(requestID)])
            let request = passwordlessLogin(started, client.enrollment.sub).replacing("&sub=", with: "&q=")
            #expect(try await client.send(request).status == 302)
        }
    }

    @Test("gets the reason when a number is refused", arguments: Version.allCases)
    func refusals(version: Version) async throws {
        try await withSpeltOutSimulator { _, client in
            let (started, allowed) = try await client.signIn(through: [.acknowledge, .allow])
            var page = authenticateMFA(version, allowed, client.enrollment, passcode: "55")
            page = page.replacing(#""device_id":"\#(client.enrollment.deviceID)","#, with: "")
            expect(try await client.send(page), isRefused: "VER_0005", 417)
            let wrong = authenticateMFA(version, allowed, client.enrollment, passcode: "12")
            expect(try await client.send(wrong), isRefused: "VER_0041", 400)
            let status = try await client.send(getEnrollmentStatus(started))
            #expect(status.data["status"] == "ALLOWED" && status.data["failure"] == "VER_0041")
        }
    }

    private func expectStatus(
        _ reply: Reply, _ status: String, _ sub: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let data: JSON = ["status": .string(status), "sub": .string(sub), "type": "PUSH"]
        #expect(reply.json == ["success": true, "status": 200, "data": data], sourceLocation: sourceLocation)
    }
}

// The requests. The SDK sets the headers that the application passes, and its own.
extension JavaScriptSDKTests {
    private var requestID: String { "df08cabb-4b8c-4181-9f6f-f6948802ebf7" }

    private func getMFAList(_ version: Version) -> String {
        let path =
            version == .five
            ? "/verification-srv/v2/setup/public/configured/list" : "/verification-srv/public/graph/user/setup"
        return """
            POST \(path)
            Content-type: application/json
            requestId: \(requestID)
            acceptlanguage: de-de
            accept-language: de-de
            lat: 48.8486
            lon: 8.8267

            {"request_id":"\(requestID)","email":"user@example.com"}
            """
    }

    private func initiateMFA(_ version: Version, _ usage: String, medium: String) -> String {
        let path =
            version == .five
            ? "/verification-srv/v2/authenticate/initiate/PUSH" : "/verification-srv/authentication/PUSH/initiation"
        let type = version == .five ? #","type":"PUSH""# : ""
        return """
            POST \(path)
            Content-type: application/json
            accept-language: de-de

            {"usage_type":"\(usage)","request_id":"\(requestID)","medium_id":"\(medium)","email":"user@example.com"\(type)}
            """
    }

    private func getEnrollmentStatus(_ started: Reply) -> String {
        """
        POST /verification-srv/v2/notification/status/\(started.statusID)
        Content-type: application/json
        Authorization: Bearer an.access.token
        """
    }

    private func authenticateMFA(_ version: Version, _ last: Reply, _ own: Enrollment, passcode: String) -> String {
        let path =
            version == .five
            ? "/verification-srv/v2/authenticate/authenticate/push"
            : "/verification-srv/authentication/push/verification"
        let type = version == .five ? #""type":"push","# : ""
        return """
            POST \(path)
            Content-type: application/json

            {\(type)"exchange_id":"\(last.exchangeID)","client_id":"\(own.clientID)","device_id":"\(own.deviceID)",\
            "push_id":"\(own.pushID)","pass_code":"\(passcode)"}
            """
    }

    private func cancelMFA(_ version: Version, _ started: Reply) -> String {
        let path =
            version == .five
            ? "/verification-srv/v2/authenticate/cancel/push" : "/verification-srv/authentication/push/cancel"
        let type = version == .five ? #","type":"push""# : ""
        return """
            POST \(path)
            Content-type: application/json

            {"exchange_id":"\(started.exchangeID)","reason":"took too long"\(type)}
            """
    }

    /// A form that the SDK fills in and submits.
    private func passwordlessLogin(_ started: Reply, _ sub: String) -> String {
        """
        POST /login-srv/verification/login
        Content-Type: application/x-www-form-urlencoded

        requestId=\(requestID)&verificationType=PUSH&sub=\(sub)&status_id=\(started.statusID)
        """
    }
}
