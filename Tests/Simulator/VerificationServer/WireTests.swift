import FoundationEssentials
import SimulatorHTTP
import SimulatorTestSupport
import Subprocess
import Testing

@testable import VerificationServer

@Suite("The server on the wire", .serialized)
struct WireTests {
    @Test("answers an unknown path, a wrong method and a large body in an envelope")
    func framing() async throws {
        try await withSimulator { _, client in
            expect(try await client.curl("/unknown"), isRefused: "404", 404)
            let wrong = try await client.curl(client.path(.allow))
            expect(wrong, isRefused: "405", 405)
            #expect(wrong.headers["allow"] == "POST")
            let large = String(repeating: " ", count: SimulatorExchange.longestBody)
            let refused = try await client.curl(client.path(.allow), ["--data-raw", large + "{}"])
            expect(refused, isRefused: "413", 413)
            let fitting = try await client.curl(client.path(.allow), ["--data-raw", large.dropLast(2) + "{}"])
            expect(fitting, isRefused: "VER_0005", 417)
        }
    }

    @Test("lists what it serves")
    func paths() async throws {
        try await withSimulator { _, client in
            let page = try await client.curl("/sim/paths")
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.text.contains("/verification-srv/authentication/push/initiation"))
        }
    }

    @Test("identifies itself as a simulator")
    func identity() async throws {
        try await withSimulator { _, client in
            let identity = try await client.curl("/sim").json
            #expect(identity == ["simulator": "smartpush-sim"])
        }
    }

    @Test("logs each request with its step, ids and result")
    func log() async throws {
        try await withSimulator { _, client in
            let (started, last) = try await client.signIn(through: [.acknowledge])
            _ = try await client.step(.verify, after: last)
            let requests = try await client.curl("/sim/log").json?["requests"]?.array ?? []
            #expect(requests.map { $0["step"] } == ["initiate", "acknowledge", "verify"])
            #expect(requests.map { $0["result"] } == ["ok", "ok", "VER_0032"])
            #expect(requests.map { $0["http_status"] } == [200, 200, 400])
            #expect(requests.allSatisfy { $0["status_id"] == started.data["status_id"] })
            #expect(requests.last?["exchange_id"] == last.data["exchange_id"]?["exchange_id"])
            #expect(requests.allSatisfy { $0["at"]?.string?.hasSuffix("Z") == true && $0["method"] == "POST" })
        }
    }

    @Test("registers a further device and answers with its enrollment")
    func devices() async throws {
        try await withSimulator { _, client in
            let given: JSON = ["device_id": "d", "client_id": "c", "push_id": "p", "sub": "s", "key_name": "Laptop"]
            let created = try await client.post("/sim/devices", given)
            #expect(created.status == 201)
            let enrollment = try JSONDecoder().decode(Enrollment.self, from: Data(created.text.utf8))
            #expect(enrollment.deviceID == "d" && enrollment.sub == "s" && enrollment.name == "Laptop")
            #expect(enrollment.baseURL == client.enrollment.baseURL)
            #expect(try await Client(enrollment).pending().status == 204)
            #expect(try await client.post("/sim/devices", given).status == 409)
        }
    }

    @Test("serves HTTPS with a given certificate")
    func tls() async throws {
        try await withTemporaryFolder { folder in
            let tls = SimulatorConfiguration.TLS(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem")
            let made = try await output(
                of: "openssl",
                ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
                    + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
                    + ["-out", tls.certificate, "-keyout", tls.key])
            try #require(made.exit.isSuccess)
            try await withSimulator(SimulatorConfiguration(tls: tls)) { _, client in
                #expect(client.enrollment.baseURL.hasPrefix("https://localhost:"))
                var client = client
                client.curlOptions = ["--cacert", tls.certificate]
                let (started, _) = try await client.signIn(through: [.acknowledge, .allow, .verify])
                #expect(try await client.stage(started) == "AUTHENTICATED")
                #expect(try await client.finish(started).headers["location"]?.hasPrefix("https://localhost:") == true)
            }
        }
    }

    @Test("says what is wrong when it cannot start")
    func cannotStart() async throws {
        try await withSimulator { _, client in
            let port = try #require(client.enrollment.baseURL.split(separator: ":").last.flatMap { Int($0) })
            let second = Simulator(configuration: SimulatorConfiguration(port: port))
            await #expect(throws: SimulatorError.portInUse(port)) { try await second.run() }
            await #expect(throws: SimulatorError.portInUse(port)) { try await second.baseURL() }
        }
        let missing = SimulatorConfiguration.TLS(certificate: "/nonexistent", key: "/nonexistent")
        let third = Simulator(configuration: SimulatorConfiguration(tls: missing))
        await #expect(throws: SimulatorError.unusableCertificate(path: "/nonexistent")) { try await third.run() }
    }
}
