import NIOCore
import PushExchange
import TestSupport
import Testing
import VerificationClient
import VerificationServer

@Suite("The connections to a server", .timeLimit(.minutes(1))) struct ConnectionReuseTests {
    /// Fetches the pending list so often, and answers two sign-ins.
    private func anEvening(_ client: HTTPVerificationClient, at endpoint: Endpoint) async {
        for _ in 0..<5 { _ = await client.pendingList(at: endpoint) }
        for _ in 0..<2 {
            _ = await client.perform(.acknowledge, exchangeID: Device.exchangeID, at: endpoint)
            _ = await client.status(Secret("s"), at: endpoint)
            _ = await client.perform(.allow, exchangeID: Device.exchangeID, at: endpoint)
        }
    }

    @Test("are one for an evening's requests") func isOne() async throws {
        try await withSimulator { simulator in
            try await withRelay(to: simulator) { endpoint, relay in
                try await withClient { await anEvening($0, at: endpoint) }
                #expect(relay.count == 1)
            }
        }
    }

    @Test("are one for an evening's requests over TLS") func isOneOverTLS() async throws {
        try await withTemporaryFolder { folder in
            try await makeCertificate(in: folder, name: "localhost")
            let tls = SimulatorConfiguration.TLS(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem")
            try await withSimulator(SimulatorConfiguration(tls: tls)) { simulator in
                try await withRelay(to: simulator) { endpoint, relay in
                    try await withClient(trustRoots: tls.certificate) { await anEvening($0, at: endpoint) }
                    #expect(relay.count == 1)
                }
                #expect(simulator.log.count == 11)
            }
        }
    }

    @Test("are new after they were dropped") func areDropped() async throws {
        try await withSimulator { simulator in
            try await withRelay(to: simulator) { endpoint, relay in
                try await withClient { client in
                    client.dropConnections()
                    #expect(await client.pendingList(at: endpoint).value == .listed([]))
                    client.dropConnections()
                    try await relay.ended()
                    client.dropConnections()
                    #expect(await client.pendingList(at: endpoint).value == .listed([]))
                }
                #expect(relay.count == 2)
            }
        }
    }

    @Test("are dropped after the requests under way") func finish() async throws {
        try await withCannedServer(.silence) { server in
            let endpoint = Device.endpoint(server.baseURL)
            try await withClient(timeout: .seconds(1)) { client in
                async let reply = client.perform(.allow, exchangeID: Device.exchangeID, at: endpoint)
                while server.requests.isEmpty { await Task.yield() }
                client.dropConnections()
                #expect(await reply.value == .outcomeUnknown(RequestFailure(.noAnswer(.timedOut))), "not cancelled")
            }
        }
    }

    @Test("may end between two polls") func areClosedByTheServer() async throws {
        try await withSimulator { simulator in
            try await withRelay(to: simulator) { endpoint, relay in
                try await withClient { client in
                    for number in 1...3 {
                        #expect(await client.pendingList(at: endpoint).value == .listed([]))
                        #expect(relay.count == number)
                        await relay.breakConnections()
                    }
                }
            }
        }
    }

    @Test("may end while a question is on its way, which is then asked again", arguments: [Question.pending, .status])
    fileprivate func areClosedMeanwhile(step: Question) async throws {
        try await withSimulator { simulator in
            let endpoint = try await simulator.endpoint(.guide)
            try simulator.arm(Fault(.before, .close), on: step)
            try await withClient { client in
                if step == .status {
                    #expect(await client.status(Device.statusID, at: endpoint).value == .learnt(.unknown))
                } else {
                    #expect(await client.pendingList(at: endpoint).value == .listed([]))
                }
            }
            #expect(simulator.log.count == 2 && simulator.log.first?.result == "fault")
        }
    }
}

private typealias Question = VerificationServer.Step

/// Runs `body` with a relay before the simulator, which counts the connections, and the simulator's device there.
private func withRelay(to simulator: Simulator, _ body: (Endpoint, Relay) async throws -> Void) async throws {
    var endpoint = try await simulator.endpoint(.guide)
    let colon = try #require(endpoint.baseURL.lastIndex(of: ":"))
    let relay = try await Relay.to(port: #require(Int(endpoint.baseURL[colon...].dropFirst())))
    endpoint.baseURL = "\(endpoint.baseURL[..<colon]):\(relay.port)"
    do {
        try await body(endpoint, relay)
        try await relay.close()
    } catch {
        try? await relay.close()
        throw error
    }
}
