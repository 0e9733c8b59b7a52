import NIOPosix
import PushExchange
import Settings
import TestSupport
import Testing
import WebClient

@Suite("What a server presents", .timeLimit(.minutes(1))) struct CertificateTests {
    private func inspect(
        _ url: String, _ settings: WebSettings = WebSettings(), trustedOnly: Bool = false
    ) async throws -> CertificateInspector.Presented? {
        let inspector = CertificateInspector(loop: MultiThreadedEventLoopGroup.singleton.next(), settings: settings)
        return await inspector.inspect(try #require(ServerURL(url)), trustedOnly: trustedOnly)
    }

    @Test("is its version of TLS, its certificate's end and issuer, trusted or not") func presented() async throws {
        try await withTLSServer(name: "localhost") { server in
            let url = "https://localhost:\(server.port)"
            let presented = try #require(try await inspect(url))
            #expect(presented.version == "TLS 1.3" && presented.issuer == "localhost")
            let left = presented.ends - Timestamp.now()
            #expect(left > .seconds(86_400) && left <= .seconds(2 * 86_400))
            #expect(try await inspect(url, trustedOnly: true) == nil)
            let trusting = WebSettings(trustRoots: TrustRoots(additional: server.certificate))
            #expect(try await inspect(url, trusting, trustedOnly: true) == presented)
            #expect(server.requests.isEmpty)
        }
    }

    @Test("is seen through a proxy too") func proxied() async throws {
        try await withTLSServer(name: "tenant.example.com") { server in
            let proxy = try await ConnectProxy.to(port: server.port, .connectFor(login: "dXNlcjpzZWNyZXQ="))
            func settings(_ login: String) throws -> WebSettings {
                WebSettings(
                    trustRoots: TrustRoots(additional: server.certificate),
                    proxy: try ProxySettings(
                        configured: "http://\(login)@127.0.0.1:\(proxy.port)", environment: [:]))
            }
            let url = "https://tenant.example.com"
            #expect(try await inspect(url, settings("user:secret"), trustedOnly: true)?.version == "TLS 1.3")
            #expect(try await inspect(url, settings("user:wrong")) == nil)
            #expect(proxy.targets == ["tenant.example.com:443", "tenant.example.com:443"])
            await proxy.close()
        }
        let settings = WebSettings(proxy: try ProxySettings(configured: "http://127.0.0.1:1", environment: [:]))
        #expect(try await inspect("https://tenant.example.com", settings) == nil)
    }
}
