import NIOPosix
import PushExchange
import TestSupport
import Testing
import VerificationClient
import VerificationServer

@Suite("With a server that has the rules of the real one,", .timeLimit(.minutes(1))) struct SimulatorTests {
    @Test("a device acknowledges, allows and verifies", arguments: PathSet.allCases)
    func verifies(pathSet: PathSet) async throws {
        try await withSimulator { simulator in
            try await withClient { client in
                let endpoint = try await simulator.endpoint(pathSet)
                let push = try await waiting(client, endpoint)
                #expect(push.sub == endpoint.sub && push.expiresAt != nil)
                let acknowledged = try await take(.acknowledge, push.exchangeID, client, endpoint)
                #expect(acknowledged.statusID != nil && acknowledged.signIn.clientName == "Demo Shop")
                #expect(acknowledged.signIn.address != nil && acknowledged.signIn.device != nil)
                let statusID = try #require(acknowledged.statusID)
                #expect(await client.status(statusID, at: endpoint).value == .learnt(.acknowledged))
                let allowed = try await take(.allow, try #require(acknowledged.exchangeID), client, endpoint)
                #expect(allowed.choices?.count == 4 && allowed.expiresAt != nil)
                #expect(await client.status(statusID, at: endpoint).value == .learnt(.allowed))
                _ = try await take(
                    .verify(passcode: Secret(Self.number)), try #require(allowed.exchangeID), client, endpoint)
                let status = await client.status(statusID, at: endpoint)
                #expect(status.value == .learnt(.authenticated) && status.date != nil)
                #expect(await client.pendingList(at: endpoint).value == .listed([]))
            }
        }
    }

    @Test("a device denies and cancels", arguments: PathSet.allCases)
    func denies(pathSet: PathSet) async throws {
        try await withSimulator { simulator in
            try await withClient { client in
                let endpoint = try await simulator.endpoint(pathSet)
                for (step, status) in [
                    (Step.deny(reason: "no"), RemoteStatus.denied), (.cancel(reason: nil), .cancelled),
                ] {
                    let push = try await waiting(client, endpoint)
                    let acknowledged = try await take(.acknowledge, push.exchangeID, client, endpoint)
                    _ = try await take(step, try #require(acknowledged.exchangeID), client, endpoint)
                    let statusID = try #require(acknowledged.statusID)
                    #expect(await client.status(statusID, at: endpoint).value == .learnt(status))
                }
            }
        }
    }

    @Test("a used id and a wrong number are refused", arguments: PathSet.allCases)
    func refuses(pathSet: PathSet) async throws {
        try await withSimulator { simulator in
            try await withClient { client in
                let endpoint = try await simulator.endpoint(pathSet)
                let push = try await waiting(client, endpoint)
                let next = try #require(try await take(.acknowledge, push.exchangeID, client, endpoint).exchangeID)
                let again = await client.perform(.acknowledge, exchangeID: push.exchangeID, at: endpoint)
                #expect(again.value.kind == .refused(code: "VER_0032"))
                let third = try #require(try await take(.allow, next, client, endpoint).exchangeID)
                let wrong = await client.perform(.verify(passcode: Secret("1")), exchangeID: third, at: endpoint)
                #expect(wrong.value.kind == .refused(code: "VER_0041"))
                #expect(await client.status(Secret("nonsense"), at: endpoint).value == .learnt(.unknown))
            }
        }
    }

    @Test("a push id is changed once, and is then in force", arguments: PathSet.allCases)
    func changesPushIDs(pathSet: PathSet) async throws {
        try await withSimulator { simulator in
            try await withClient { client in
                var endpoint = try await simulator.endpoint(pathSet)
                #expect(await client.changePushID(to: Secret("new"), at: endpoint).value == .taken)
                guard case .refused(let failure) = await client.changePushID(to: Secret("newer"), at: endpoint).value
                else {
                    Issue.record("the old push id still counts")
                    return
                }
                #expect(failure.code == "VER_0040" && failure.words != nil)
                endpoint.device.pushID = Secret("new")
                #expect(await client.pendingList(at: endpoint).value == .listed([]))
            }
        }
    }

    @Test(
        "a request whose connection breaks may have been processed, and the status tells",
        arguments: [Fault.closeBefore, .closeAfter])
    func settles(fault: Fault) async throws {
        try await withSimulator { simulator in
            try await withClient { client in
                let endpoint = try await simulator.endpoint(.guide)
                let push = try await waiting(client, endpoint)
                let acknowledged = try await take(.acknowledge, push.exchangeID, client, endpoint)
                try simulator.arm(fault, on: .deny)
                let id = try #require(acknowledged.exchangeID)
                let reply = await client.perform(.deny(reason: nil), exchangeID: id, at: endpoint)
                #expect(reply.value.kind == .unknown)
                let status = await client.status(try #require(acknowledged.statusID), at: endpoint).value
                #expect(status == .learnt(fault == .closeAfter ? .denied : .acknowledged))
            }
        }
    }

    // MARK: Steps of a story

    static let number = "55"

    /// Starts a sign-in on the web page, and finds it in the pending list.
    private func waiting(_ client: HTTPVerificationClient, _ endpoint: Endpoint) async throws -> PushPayload {
        try await initiate(at: endpoint.baseURL)
        guard case .listed(let pushes) = await client.pendingList(at: endpoint).value else { throw NoList() }
        return try #require(pushes.last)
    }

    private func take(
        _ step: PushExchange.Step, _ id: Secret<String>, _ client: HTTPVerificationClient, _ endpoint: Endpoint
    ) async throws -> StepAnswer {
        let reply = await client.perform(step, exchangeID: id, at: endpoint).value
        guard case .answered(let answer) = reply else { throw NotTaken(reply: reply) }
        return answer
    }

    private struct NoList: Error {}
    private struct NotTaken: Error { var reply: StepReply }
}
