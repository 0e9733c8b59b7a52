import NIOCore
import NIOPosix
import PushExchange
import TestSupport
import Testing
import VerificationClient
import VerificationServer
import WebClient

@Suite("A connection", .timeLimit(.minutes(1))) struct ConnectionTests {
    private func allow(_ baseURL: String, trustRoots: String? = nil) async throws -> StepReply {
        try await withClient(trustRoots: trustRoots) {
            await $0.perform(.allow, exchangeID: Device.exchangeID, at: Device.endpoint(baseURL))
        }.value
    }

    // Nothing has listened on port 1 for decades.
    @Test(
        "that is refused has sent nothing",
        arguments: ["http://127.0.0.1:1", "http://localhost:1", "https://127.0.0.1:1"])
    func isRefused(baseURL: String) async throws {
        let reply = try await allow(baseURL)
        #expect(reply == .notSent(RequestFailure(.noConnection(.refused))))
    }

    @Test("to an unknown name has sent nothing") func hasNoName() async throws {
        // A label that is too long for DNS, so that no other machine is asked.
        let reply = try await allow("http://\(String(repeating: "a", count: 70)).invalid")
        #expect(reply.kind == .notSent && reply.failure?.isAnswered == false)
    }

    @Test("that closes before it answers may have delivered the request") func isClosed() async throws {
        try await withCannedServer(.close) { server in
            let reply = try await allow(server.baseURL)
            #expect(reply.kind == .unknown && reply.failure?.isAnswered == false)
        }
    }

    @Test("that closes at once never counts as an answer") func isClosedAtOnce() async throws {
        try await withCannedServer(.closeAtOnce) { server in
            // Whether the request was being written by then is chance. Both results are right.
            let reply = try await allow(server.baseURL)
            #expect(reply.failure?.isAnswered == false && server.requests.isEmpty)
        }
    }

    @Test("to a silent server ends in time, and may have delivered the request") func isSilent() async throws {
        try await withCannedServer(.silence) { server in
            let reply = try await withClient(timeout: .seconds(1)) {
                await $0.perform(.allow, exchangeID: Device.exchangeID, at: Device.endpoint(server.baseURL))
            }
            #expect(reply.value == .outcomeUnknown(RequestFailure(.noAnswer(.timedOut))))
        }
    }

    @Test("of a stopping daemon has sent nothing") func isShutDown() async throws {
        let client = try HTTPVerificationClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, headers: Device.headers)
        try await client.shutdown()
        let reply = await client.perform(
            .allow, exchangeID: Device.exchangeID, at: Device.endpoint("http://127.0.0.1:9"))
        #expect(reply.value == .notSent(RequestFailure(.noConnection(.stopping))))
    }

    @Test("with an untrusted certificate has sent nothing, and works once that is trusted")
    func needsTrust() async throws {
        try await withTemporaryFolder { folder in
            try await makeCertificate(in: folder, name: "localhost")
            let tls = SimulatorConfiguration.TLS(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem")
            try await withSimulator(SimulatorConfiguration(tls: tls)) { simulator in
                let baseURL = try await simulator.baseURL()
                let reply = try await allow(baseURL)
                #expect(reply.kind == .notSent)
                #expect(reply.failure?.reason == .noConnection(.tlsFailed))
                #expect(simulator.log.isEmpty)
                #expect(try await allow(baseURL, trustRoots: tls.certificate).kind == .refused(code: "VER_0040"))
            }
        }
    }

    @Test("with a certificate for another name has sent nothing") func needsItsName() async throws {
        try await withTemporaryFolder { folder in
            try await makeCertificate(in: folder, name: "example.com")
            let tls = SimulatorConfiguration.TLS(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem")
            try await withSimulator(SimulatorConfiguration(tls: tls)) { simulator in
                let reply = try await allow(simulator.baseURL(), trustRoots: tls.certificate)
                #expect(reply.kind == .notSent, "\(reply)")
                #expect(simulator.log.isEmpty)
            }
        }
    }

    @Test("over TLS to a server without TLS has sent nothing") func needsTLS() async throws {
        try await withCannedServer(.answerAnything(http(400))) { server in
            let reply = try await allow(server.baseURL.replacing("http:", with: "https:"))
            #expect(reply.kind == .notSent, "\(reply)")
        }
    }

    @Test("that only inspects a certificate gets its end, trusted or not, and sends nothing") func looks() async throws
    {
        try await withTemporaryFolder { folder in
            try await makeCertificate(in: folder, name: "example.com")
            let tls = SimulatorConfiguration.TLS(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem")
            try await withSimulator(SimulatorConfiguration(tls: tls)) { simulator in
                let inspector = CertificateInspector(loop: MultiThreadedEventLoopGroup.singleton.next())
                let baseURL = try await simulator.baseURL()
                for url in [baseURL, baseURL.replacing("localhost", with: "127.0.0.1")] {
                    let end = try #require(await inspector.end(of: url), "\(url)")
                    let left = end - Timestamp.now()
                    #expect(left > .seconds(86_400) && left <= .seconds(2 * 86_400), "\(left)")
                }
                #expect(simulator.log.isEmpty)
            }
        }
    }

    @Test("that inspects a certificate gets nothing if there is none", arguments: ["http:", "https:"])
    func looksInVain(scheme: String) async throws {
        let inspector = CertificateInspector(loop: MultiThreadedEventLoopGroup.singleton.next())
        #expect(await inspector.end(of: "\(scheme)//127.0.0.1:1") == nil)
        try await withCannedServer(.answerAnything(http(400))) { server in
            #expect(await inspector.end(of: server.baseURL.replacing("http:", with: scheme)) == nil)
        }
    }

    @Test("is not tried if the trusted certificates can't be read") func needsItsRoots() {
        #expect(throws: (any Error).self) {
            try HTTPVerificationClient(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton, headers: Device.headers,
                settings: WebSettings(trustRoots: TrustRoots(additional: "/nonexistent.pem")))
        }
    }
}
