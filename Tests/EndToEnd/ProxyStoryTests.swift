import TestSupport
import Testing

@Suite("A daemon behind a proxy")
struct ProxyStoryTests {
    private static let name = "tenant.example.com"

    /// A simulator whose name only the proxy can find.
    private func withTenant(
        _ stage: Stage, _ behaviour: ConnectProxy.Behaviour = .connect,
        _ story: (SimulatedServer, ConnectProxy, _ certificate: String) async throws -> Void
    ) async throws {
        try await makeCertificate(in: stage.folder, name: Self.name)
        let certificate = "\(stage.folder)/cert.pem"
        let server = try await stage.server(["--cert", certificate, "--key", "\(stage.folder)/key.pem"])
        let proxy = try await ConnectProxy.to(port: server.port, behaviour)
        try await story(server, proxy, certificate)
        await proxy.close()
    }

    @Test("reaches its servers through that of the environment, without the password in it") func environment()
        async throws
    {
        try await Stage.with { stage in
            try await withTenant(stage) { server, proxy, certificate in
                let daemon = try await stage.daemon([
                    "HTTPS_PROXY": "http://user:SECRET@127.0.0.1:\(proxy.port)", "SSL_CERT_FILE": certificate,
                ])
                _ = try await daemon.enroll(server.enrollment.with("base_url", "https://\(Self.name)"))
                let signIn = try await server.initiate()
                let id = try #require(try await daemon.settled("acknowledged")["id"].string)
                #expect(try await daemon.decide("allow", id).status == 200)
                #expect(try await daemon.decide("verify", id, ["passcode": .string(signIn.number)]).status == 200)
                #expect(try await server.status(signIn) == "AUTHENTICATED")
                #expect(Set(proxy.targets) == ["\(Self.name):443"])
                #expect(!proxy.requests.joined().lowercased().contains("authorization"))
                #expect(daemon.log.contains("the user and password in HTTPS_PROXY are not used"))
                #expect(!daemon.log.contains("SECRET"))
            }
        }
    }

    @Test("says that the proxy asks for a password, which the configuration can have") func password() async throws {
        try await Stage.with { stage in
            // user:SECRET
            try await withTenant(stage, .connectFor(login: "dXNlcjpTRUNSRVQ=")) { server, proxy, certificate in
                let url = "127.0.0.1:\(proxy.port)"
                let enrollment = server.enrollment.with("base_url", "https://\(Self.name)")
                var daemon = try await stage.daemon(["HTTPS_PROXY": url, "SMARTPUSH_CA_FILE": certificate])
                _ = try await daemon.enroll(enrollment)
                _ = try await server.initiate()
                try await daemon.program.errors.line(with: "the proxy asks for a user and password")
                try await daemon.stop()

                try stage.write("{\"proxy\": \"http://user:SECRET@\(url)\"}", to: stage.configuration)
                daemon = try await stage.daemon(["SMARTPUSH_CA_FILE": certificate])
                _ = try await server.initiate()
                try await daemon.settled("acknowledged")
                #expect(!daemon.log.contains("SECRET") && !daemon.log.contains("dXNlcj"))
            }
        }
    }

    @Test("does not start with a proxy that it can't use, and says what is possible") func unusable() async throws {
        try await Stage.with { stage in
            let refused = try await stage.failingDaemon(["ALL_PROXY": "socks5://user:SECRET@127.0.0.1:1080"])
            #expect(refused.code == 78 && refused.errors.contains("ALL_PROXY names a proxy of the kind socks5"))
            #expect(!refused.errors.contains("SECRET"))
            expectOneSentence(refused)
            let daemon = try await stage.daemon(["ALL_PROXY": "socks5://127.0.0.1:1080", "SMARTPUSH_PROXY": "none"])
            try await daemon.stop()
        }
    }
}
