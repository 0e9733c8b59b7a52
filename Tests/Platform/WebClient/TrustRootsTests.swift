import AsyncHTTPClient
import NIOPosix
import Subprocess
import TestSupport
import Testing
import WebClient

@Suite("The trusted certificates", .timeLimit(.minutes(1))) struct TrustRootsTests {
    private func reaches(_ server: TLSServer, with roots: TrustRoots) async throws -> Bool {
        let client = try WebClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, settings: WebSettings(trustRoots: roots))
        let request = try HTTPClient.Request(url: "https://localhost:\(server.port)/")
        let result = await client.send(request, named: "test")
        try await client.shutdown()
        return (try? result.get()) != nil
    }

    @Test("are those of SSL_CERT_FILE or SSL_CERT_DIR in place of the system's, and those of ca_file") func sources()
        async throws
    {
        try await withTLSServer(name: "localhost") { server in
            #expect(!(try await reaches(server, with: TrustRoots())))
            #expect(!(try await reaches(server, with: TrustRoots(environment: ["SSL_CERT_FILE": ""]))))
            #expect(try await reaches(server, with: TrustRoots(additional: server.certificate)))
            #expect(try await reaches(server, with: TrustRoots(environment: ["SSL_CERT_FILE": server.certificate])))
            _ = try await run(.name("openssl"), arguments: ["rehash", server.folder], output: .discarded)
            for folders in [server.folder, "/var/empty:\(server.folder)"] {
                #expect(
                    try await reaches(server, with: TrustRoots(environment: ["SSL_CERT_DIR": folders])), "\(folders)")
            }
            try await withTLSServer(name: "localhost") { other in
                let roots = TrustRoots(
                    additional: other.certificate, environment: ["SSL_CERT_FILE": server.certificate])
                let reached = (try await reaches(server, with: roots), try await reaches(other, with: roots))
                #expect(reached == (true, true))
            }
        }
    }

    @Test("that can't be read are named with their key or variable") func unreadable() throws {
        let cases: [(TrustRoots, String)] = [
            (TrustRoots(additional: "/nonexistent.pem"), "ca_file"), (TrustRoots(additional: "/dev/null"), "ca_file"),
            (TrustRoots(environment: ["SSL_CERT_FILE": "/nonexistent.pem"]), "SSL_CERT_FILE"),
            (TrustRoots(environment: ["SSL_CERT_DIR": "/nonexistent"]), "SSL_CERT_DIR"),
        ]
        for (roots, name) in cases {
            do {
                _ = try roots.tlsConfiguration()
                Issue.record("\(name) was taken")
            } catch {
                #expect(error.name == name && error.path.hasPrefix("/"))
            }
        }
    }
}
