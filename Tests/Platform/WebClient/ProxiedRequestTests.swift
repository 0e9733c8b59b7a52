import AsyncHTTPClient
import NIOCore
import NIOPosix
import PushExchange
import Settings
import TestSupport
import Testing
import WebClient

/// The server has a certificate for a name that only the proxy can find.
@Suite("A request through a proxy", .timeLimit(.minutes(1))) struct ProxiedRequestTests {
    private static let name = "tenant.example.com"

    private func send(
        through proxy: String? = nil, environment: [String: String] = [:], to url: String = "https://\(name)/hello",
        trusting certificate: String? = nil, timeout: TimeAmount = .seconds(15)
    ) async throws -> Result<String, TransportFailure> {
        let settings = WebSettings(
            trustRoots: TrustRoots(additional: certificate, environment: environment),
            proxy: try ProxySettings(configured: proxy, environment: environment), timeout: timeout)
        let client = try WebClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, settings: settings)
        let result = await client.send(try HTTPClient.Request(url: url), named: "test")
        try await client.shutdown()
        return result.map { $0.body.map { String(buffer: $0) } ?? "" }
    }

    private func reason(_ result: Result<String, TransportFailure>) -> RequestFailure.Reason? {
        guard case .failure(let failure) = result, !failure.mayHaveArrived else { return nil }
        return failure.failure.reason
    }

    @Test("reaches the server by its name, and keeps the certificate's check") func reaches() async throws {
        try await withTLSServer(name: Self.name) { server in
            let proxy = try await ConnectProxy.to(port: server.port)
            let url = "http://127.0.0.1:\(proxy.port)"
            #expect(try await send(through: url, trusting: server.certificate).get() == "hello")
            #expect(reason(try await send(through: url)) == .noConnection(.tlsFailed))
            #expect(proxy.targets == ["\(Self.name):443", "\(Self.name):443"])
            #expect(!proxy.requests.joined().lowercased().contains("authorization"))
            await proxy.close()
        }
    }

    @Test("shows the user and password of the configuration to the proxy only") func signsIn() async throws {
        try await withTLSServer(name: Self.name) { server in
            // user:secret
            let proxy = try await ConnectProxy.to(port: server.port, .connectFor(login: "dXNlcjpzZWNyZXQ="))
            let place = "127.0.0.1:\(proxy.port)"
            let trusted = server.certificate
            #expect(try await send(through: "http://user:secret@\(place)", trusting: trusted).get() == "hello")
            #expect(!server.requests.joined().lowercased().contains("proxy-authorization"))
            let without = [
                try await send(through: "http://\(place)", trusting: trusted),
                try await send(through: "http://user:wrong@\(place)", trusting: trusted),
                // What every process of the user can read is not used.
                try await send(environment: ["HTTPS_PROXY": "http://user:secret@\(place)"], trusting: trusted),
            ]
            for result in without { #expect(reason(result) == .noConnection(.proxyAsksForPassword)) }
            #expect(proxy.targets.count == 4 && server.requests.count == 1)
            await proxy.close()
        }
    }

    @Test("that the proxy refuses was not sent", arguments: [403, 405, 502, 503, 302]) func refused(status: Int)
        async throws
    {
        let proxy = try await ConnectProxy.to(port: 1, .refuse(status))
        let result = try await send(through: "http://127.0.0.1:\(proxy.port)")
        #expect(reason(result) == .noConnection(.proxyRefused))
        await proxy.close()
    }

    @Test("that the proxy hangs up on was not sent") func hungUp() async throws {
        let proxy = try await ConnectProxy.to(port: 1, .hangUp)
        #expect(reason(try await send(through: "http://127.0.0.1:\(proxy.port)")) == .noConnection(.proxyRefused))
        await proxy.close()
    }

    @Test("that the proxy does not answer was not sent") func unanswered() async throws {
        let proxy = try await ConnectProxy.to(port: 1, .silence)
        let result = try await send(through: "http://127.0.0.1:\(proxy.port)", timeout: .seconds(1))
        #expect(reason(result) == .noConnection(.timedOut))
        await proxy.close()
    }

    @Test("was not sent if the proxy can't be reached") func unreachable() async throws {
        for host in ["127.0.0.1", "localhost"] {
            let result = try await send(through: "http://\(host):1")
            #expect(reason(result) == .noConnection(.proxyUnreachable))
        }
    }

    @Test("is not made for this machine's servers and for exceptions") func exceptions() async throws {
        try await withTLSServer(name: "localhost") { server in
            let proxy = try await ConnectProxy.to(port: 1)
            let url = "http://127.0.0.1:\(proxy.port)"
            let result = try await send(
                through: url, to: "https://localhost:\(server.port)/hello", trusting: server.certificate)
            #expect(try result.get() == "hello")
            // A label that is too long for DNS, so that no other machine is asked.
            let unknown = String(repeating: "a", count: 70) + ".invalid"
            _ = try await send(through: url, environment: ["NO_PROXY": ".invalid"], to: "https://\(unknown)/")
            #expect(proxy.requests.isEmpty)
            await proxy.close()
        }
    }
}
