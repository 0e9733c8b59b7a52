import PushExchange
import Testing
import VerificationClient

@Suite("The paths of a request") struct PathTests {
    private let guide = "/verification-srv/authentication/push/allow"
    private let v2 = "/verification-srv/v2/authenticate/allow/push"
    private let missing = http(404, "<h1>no such page</h1>")
    private let taken = http(200, #"{"success":true,"data":{"exchange_id":"next"}}"#)
    private let refusal = #"{"success":false,"status":404,"error":{"code":"VER_0032"}}"#

    /// Allows at a server that gives these answers, one after the other.
    private func allow(
        _ answers: [String], _ paths: PathPolicy, known: PathSet? = nil
    ) async throws -> (reply: Reply<StepReply>, paths: [String]) {
        try await withCannedServer(.answers(answers)) { server in
            var endpoint = Device.endpoint(server.baseURL, paths)
            endpoint.knownPaths = known
            let reply = try await withClient { [endpoint] in
                await $0.perform(.allow, exchangeID: Device.exchangeID, at: endpoint)
            }
            return (reply, server.requests.compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) })
        }
    }

    @Test("are the other ones if those of the guide are not there", arguments: [404, 405, 410, 501])
    func areTheOtherOnes(status: Int) async throws {
        let (reply, paths) = try await allow([http(status, "gone"), taken], .auto)
        #expect(reply.value.kind == .answered && reply.paths == .v2)
        #expect(paths == [guide, v2])
    }

    @Test("begin with those that are known to be there") func areKnown() async throws {
        let (reply, paths) = try await allow([taken], .auto, known: .v2)
        #expect(reply.value.kind == .answered && reply.paths == .v2 && paths == [v2])
        let (back, both) = try await allow([missing, taken], .auto, known: .v2)
        #expect(back.paths == .guide && both == [v2, guide])
    }

    @Test("count as not called if none of them is there") func areMissing() async throws {
        let (reply, paths) = try await allow([missing, missing], .auto)
        #expect(
            reply.value == .notSent(RequestFailure(.unusableAnswer(.noSuchPath, to: .allow, status: 404))))
        #expect(reply.paths == nil && paths == [guide, v2])
    }

    @Test("stay the same after the server's own 404, which is a refusal") func areRefused() async throws {
        let (reply, paths) = try await allow([http(404, refusal)], .auto)
        #expect(reply.value.kind == .refused(code: "VER_0032") && reply.paths == .guide && paths == [guide])
    }

    @Test("can be fixed", arguments: [PathPolicy.guide, .v2]) func areFixed(policy: PathPolicy) async throws {
        let (reply, paths) = try await allow([missing], policy, known: .guide)
        #expect(reply.value.kind == .notSent && paths == [policy == .guide ? guide : v2])
    }
}

@Suite("What a server says of a refusal") struct ServerWordsTests {
    private func refusal(_ body: String, headers: String = "X: y") async throws -> Refusal {
        try await withCannedServer(.answer(http(400, body, headers: headers))) { server in
            let reply = try await withClient {
                await $0.perform(
                    .verify(passcode: Secret("55")), exchangeID: Device.exchangeID, at: Device.endpoint(server.baseURL))
            }
            guard case .refused(.refused(let refusal)) = reply.value else { throw Unexpected() }
            return refusal
        }
    }

    @Test(
        "is read from each form of error",
        arguments: [
            #"{"success":false,"error":{"code":"VER_0041","error":"wrong code","type":"x","moreInfo":"y"}}"#,
            #"{"success":false,"error":{"code":"VER_0041","moreInfo":"wrong code"}}"#,
            #"{"success":false,"code":"VER_0041","error":"bad","error_description":"wrong code"}"#,
            #"{"success":false,"code":"VER_0041","error":"wrong code"}"#,
        ])
    func isRead(body: String) async throws {
        let refusal = try await refusal(body)
        #expect(refusal.code == "VER_0041" && refusal.words == "wrong code")
    }

    @Test("has everything secret that was sent cut out, in whatever case") func isClean() async throws {
        let words = "id EXCHANGE-secret of device-SECRET and push-SECRET, client-SECRET: 55 is wrong"
        let refusal = try await refusal(#"{"success":false,"error":{"code":"A","error":"\#(words)"}}"#)
        #expect(refusal.words == "id … of … and …, …: … is wrong")
    }

    @Test("is one line of at most 200 harmless characters") func isHarmless() async throws {
        let refusal = try await refusal(
            #"{"success":false,"error":{"code":"A","error":"a\u001b[31m\r\nb\u202ec \#(String(repeating: "x", count: 300))"}}"#
        )
        let words = try #require(refusal.words)
        #expect(words.hasPrefix("a [31m b c xxx") && words.unicodeScalars.count == 200)
    }

    @Test("is nothing if only secrets or punctuation is left") func isNothing() async throws {
        #expect(try await refusal(#"{"success":false,"error":{"code":"A","error":"push-SECRET!"}}"#).words == nil)
        #expect(try await refusal("<h1>no</h1>").words == nil)
    }

    @Test(
        "has the reference for its support, from a header or the error",
        arguments: [
            (#"{"success":false,"error":{"code":"A"}}"#, "x_ref_number: ab-12", "ab-12"),
            (#"{"success":false,"error":{"code":"A"}}"#, "X-Ref-Number: ab-12", "ab-12"),
            (#"{"success":false,"error":{"code":"A","referenceNumber":"ab-12"}}"#, "X: y", "ab-12"),
            (#"{"success":false,"code":"A","refnumber":1700}"#, "X: y", "1700"),
            (#"{"success":false,"error":{"code":"A","referenceNumber":"push-SECRET is it"}}"#, "X: y", nil),
        ])
    func hasAReference(body: String, header: String, reference: String?) async throws {
        #expect(try await refusal(body, headers: header).reference == reference)
    }
}

private struct Unexpected: Error {}
