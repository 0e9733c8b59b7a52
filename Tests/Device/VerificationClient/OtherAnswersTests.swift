import PushExchange
import Testing

@testable import VerificationClient

@Suite("An answer to another request") struct OtherAnswersTests {
    private func status(_ answer: String) async throws -> StatusReply {
        try await withCannedServer(.answer(answer)) { server in
            try await withClient { await $0.status(Device.statusID, at: Device.endpoint(server.baseURL)) }.value
        }
    }

    private func list(_ answer: String) async throws -> PendingReply {
        try await withCannedServer(.answer(answer)) { server in
            try await withClient { await $0.pendingList(at: Device.endpoint(server.baseURL)) }.value
        }
    }

    private func pushID(_ answer: String) async throws -> ChangeReply {
        try await withCannedServer(.answer(answer)) { server in
            try await withClient {
                await $0.changePushID(to: Secret("new-SECRET"), at: Device.endpoint(server.baseURL))
            }.value
        }
    }

    @Test(
        "for the status is one of the known ones",
        arguments: [
            ("INITIATED", RemoteStatus.initiated), ("PUSH_ACKNOWLEDGED", .acknowledged), ("allowed", .allowed),
            ("DENIED", .denied), ("CANCELLED", .cancelled), ("AUTHENTICATED", .authenticated), ("DREAMING", .unknown),
        ])
    func readsStatus(text: String, expected: RemoteStatus) async throws {
        #expect(try await status(http(200, #"{"success":true,"data":{"status":"\#(text)"}}"#)) == .learnt(expected))
    }

    @Test("for the status can be that the id is unknown", arguments: [204, 400, 404, 410])
    func isUnknown(code: Int) async throws {
        let error = #"{"success":false,"error":{"code":"VER1074"}}"#
        let answer = code == 204 ? "HTTP/1.1 204 X\r\n\r\n" : http(code, error)
        #expect(try await status(answer) == .learnt(.unknown))
    }

    @Test(
        "for the status is missing if nothing usable came",
        arguments: [
            http(200), http(200, "{}"), http(200, #"{"success":true,"data":{}}"#), http(200, "<p>status-SECRET"),
            http(200, #"{"success":false,"data":{"status":"AUTHENTICATED"}}"#), http(500), http(302), http(429),
            http(401), http(404), http(410, "<h1>Gone</h1>"), http(200, #"{"data":{"status":["status-SECRET"]}}"#),
        ])
    func hasNoStatus(answer: String) async throws {
        let reply = try await status(answer)
        guard case .unavailable = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(!"\(reply)".contains("SECRET"))
    }

    @Test("for the pending list has its pushes, without the items that are none") func readsLists() async throws {
        let body = """
            {"success":true,"data":[{"exchange_id":"a","status_id":"s"},{"nonsense":1},7,null,\
            {"exchange_id":{"exchange_id":"b"},"tenant_key":"other","sub":"them"}]}
            """
        guard case .listed(let pushes) = try await list(http(200, body)) else {
            Issue.record("no list")
            return
        }
        #expect(pushes.map(\.exchangeID) == [Secret("a"), Secret("b")])
        #expect(pushes.map(\.sub) == [nil, "them"] && pushes.map(\.tenantKey) == [nil, "other"])
        #expect(pushes[0].statusID == Secret("s") && pushes[0].isPush)
    }

    @Test("for the pending list can be an empty list, or that there is no list") func hasNoList() async throws {
        #expect(try await list("HTTP/1.1 204 X\r\n\r\n") == .listed([]))
        #expect(try await list(http(200, #"{"success":true,"data":[]}"#)) == .listed([]))
        #expect(try await list(http(200, #"{"success":true,"data":null}"#)) == .listed([]))
        #expect(try await list(http(404)) == .noSuchList)
        for answer in [http(500), http(429), http(200), http(200, #"{"data":{}}"#)] {
            guard case .unavailable = try await list(answer) else {
                Issue.record("\(answer)")
                continue
            }
        }
    }

    @Test("for the pending list can be that the device is unknown") func isRefused() async throws {
        for answer in [http(403, #"{"error":{"code":"VER_0040"}}"#), http(417), http(200, #"{"success":false}"#)] {
            guard case .refused(.refused(let refusal)) = try await list(answer), refusal.subject == .device else {
                Issue.record("\(answer)")
                continue
            }
        }
    }

    @Test("for the new push id is yes, no, or unknown") func changesPushIDs() async throws {
        #expect(try await pushID(http(200, #"{"success":true,"data":true}"#)) == .taken)
        #expect(try await pushID(http(200, #"{"success":true}"#)) == .taken)
        for answer in [http(200, #"{"success":true,"data":false}"#), http(403, #"{"error":{"code":"VER_0040"}}"#)] {
            guard case .refused = try await pushID(answer) else {
                Issue.record("\(answer)")
                continue
            }
        }
        guard case .notSent = try await pushID(http(429)) else { throw Unexpected() }
        for answer in [http(200), http(200, #"{"data":"new-SECRET"}"#), http(408), http(500), http(302)] {
            let reply = try await pushID(answer)
            guard case .outcomeUnknown = reply, !"\(reply)".contains("SECRET") else {
                Issue.record("\(answer)")
                continue
            }
        }
    }

    @Test("for the removal of a device is yes, no, or unknown") func unenrolls() async throws {
        func unenroll(_ answer: String) async throws -> ChangeReply {
            try await withCannedServer(.answer(answer)) { server in
                try await withClient { await $0.unenroll(at: Device.endpoint(server.baseURL)) }.value
            }
        }
        for answer in [http(200), http(200, #"{"success":true,"data":{"any":1}}"#), "HTTP/1.1 204 X\r\n\r\n"] {
            #expect(try await unenroll(answer) == .taken)
        }
        for answer in [http(403), http(417), http(200, #"{"success":false}"#)] {
            guard case .refused = try await unenroll(answer) else { throw Unexpected() }
        }
        guard case .notSupported = try await unenroll(http(404)) else { throw Unexpected() }
        for answer in [http(500), http(302)] {
            guard case .outcomeUnknown = try await unenroll(answer) else { throw Unexpected() }
        }
        guard case .notSent = try await unenroll(http(429)) else { throw Unexpected() }
    }

    @Test(
        "to a scan or its number that says no is a refusal, without the text of the server",
        arguments: [
            (400, "VER_0032", "VER_0032"), (409, "", "http_409"), (404, "", "http_404"),
            (400, "link-SECRET", "http_400"),
        ])
    func refusesEnrollments(status: Int, code: String, told: String) async throws {
        let body = #"{"success":false,"error":{"code":"\#(code)","moreInfo":"link-SECRET"}}"#
        let replies = try await withCannedServer(.answer(http(status, body))) { server in
            try await withClient { client in
                let endpoint = Device.endpoint(server.baseURL)
                return [
                    await client.scan(Device.exchangeID, at: endpoint).value,
                    await client.enroll(Secret("55"), exchangeID: Device.exchangeID, at: endpoint).value,
                ]
            }
        }
        for reply in replies {
            guard case .refused(.refused(let refusal)) = reply else {
                Issue.record("\(reply)")
                continue
            }
            #expect(refusal.code == told && refusal.status == status && refusal.subject == .enrollment)
        }
    }

    private struct Unexpected: Error {}
}
