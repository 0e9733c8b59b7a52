import SimulatorHTTP
import SimulatorTestSupport
import Subprocess
import Testing

@testable import VerificationServer

@Suite("A fault", .serialized)
struct FaultTests {
    @Test("before loses the request, and after only the answer", arguments: [Fault.closeBefore, .closeAfter])
    func close(fault: Fault) async throws {
        try await withSimulator { simulator, client in
            let started = try await client.initiate()
            try simulator.arm(fault, on: .acknowledge)
            let lost = try await client.step(.acknowledge, after: started)
            #expect(lost.curlExit == .exited(52), "curl: empty reply from server")
            #expect(try await client.stage(started) == (fault.moment == .before ? "INITIATED" : "PUSH_ACKNOWLEDGED"))
            #expect(simulator.log.dropLast().last?.result == (fault.moment == .before ? "fault" : "ok"))
            #expect(simulator.log.dropLast().last?.httpStatus == nil)
            let again = try await client.step(.acknowledge, after: started)
            #expect(again.status == (fault.moment == .before ? 200 : 400))
        }
    }

    @Test("sends the configured answer as often as configured")
    func answer() async throws {
        try await withSimulator { simulator, client in
            let id = "710792ba-32f9-4d2d-8584-fefa3a6d94b8"
            try simulator.arm(.status(503, .before, headers: ["retry-after": "7"]), on: .status, times: 2)
            let page = Array("<html>".utf8)
            try simulator.arm(
                .rawBody(status: 502, headers: ["content-type": "text/html"], bytes: page), on: .status)
            for _ in 0..<2 {
                let busy = try await client.status(id)
                #expect(busy.status == 503)
                #expect(busy.headers["retry-after"] == "7")
                #expect(busy.text.isEmpty)
            }
            let proxy = try await client.status(id)
            #expect(proxy.status == 502)
            #expect(proxy.text == "<html>")
            #expect(try await client.status(id).status == 204)
        }
    }

    @Test("hangs until the client disconnects, and does not keep the server from stopping")
    func hang() async throws {
        let patient = try await withSimulator { simulator, client in
            try simulator.arm(.hang(), on: .status, times: 2)
            let id = "710792ba-32f9-4d2d-8584-fefa3a6d94b8"
            let impatient = try await client.curl("/verification-srv/verificationstatus/\(id)", ["--max-time", "0.2"])
            #expect(impatient.curlExit == .exited(28), "curl: timeout")
            // The second request hangs until the server stops.
            let patient = Task { try await client.status(id) }
            for await request in simulator.requests() where simulator.log.count == 2 {
                #expect(request.fault == "before hang")
                break
            }
            return patient
        }
        #expect(try await patient.value.curlExit == .exited(52))
    }

    @Test("is armed and disarmed over HTTP")
    func overHTTP() async throws {
        try await withSimulator { _, client in
            let fault: JSON = [
                "step": "initiate", "fault": "answer", "when": "after", "status": 500, "body": "oops",
                "headers": ["x-trace": "1"], "times": 2,
            ]
            #expect(try await client.post("/sim/faults", fault).status == 204)
            let failed = try await client.initiate()
            #expect(failed.status == 500)
            #expect(failed.headers["x-trace"] == "1")
            #expect(failed.text == "oops")
            #expect(try await client.pending().data.array?.count == 1)
            #expect(try await client.curl("/sim/faults", ["--request", "DELETE"]).status == 204)
            #expect(try await client.initiate().status == 200)
            for wrong: [String: JSON] in [
                ["step": "nap"], ["fault": "flood=much"], ["when": "never"], ["times": 0], ["status": 700],
                ["fault": "wrong-types", "when": "before"],
            ] {
                let refused = try await client.post("/sim/faults", fault.merging(wrong))
                #expect(refused.status == 400)
            }
            #expect(try await client.initiate().status == 200)
        }
    }

    private static let unknown = "/verification-srv/verificationstatus/710792ba-32f9-4d2d-8584-fefa3a6d94b8"

    @Test(
        "has a notation for the usual failures of servers and proxies",
        arguments: [
            ("not-json", 200, "application/json"), ("html", 200, "text/html"), ("empty", 200, nil),
            ("no-content", 204, nil), ("status=503,retry-after=2,type=text/plain,body=a=b", 503, "text/plain"),
            ("redirect", 307, nil),
        ] as [(String, Int, String?)])
    func named(fault: String, status: Int, type: String?) async throws {
        try await withSimulator { simulator, client in
            try simulator.arm(Fault(.before, Fault.Effect(parsing: fault)), on: .status)
            let reply = try await client.curl(Self.unknown)
            #expect(reply.status == status)
            #expect(reply.headers["content-type"] == type)
            #expect(reply.json == nil)
            #expect(reply.headers["retry-after"] == (status == 503 ? "2" : nil))
            if status == 503 { #expect(reply.text == "a=b") }
        }
    }

    @Test("that redirects leads to this server's other name, so the log shows whether a client follows")
    func redirect() async throws {
        try await withSimulator { simulator, client in
            try simulator.arm(Fault(.before, .redirect), on: .status)
            let location = try #require(try await client.curl(Self.unknown).headers["location"])
            #expect(location.hasPrefix("http://localhost:"))
            try simulator.arm(Fault(.before, .redirect), on: .status)
            _ = try await client.curl(Self.unknown, ["--location"])
            #expect(simulator.log.last?.path == "/elsewhere")
        }
    }

    @Test("changes the real answer: its types, its data or its additional members")
    func alterations() async throws {
        try await withSimulator { simulator, client in
            let started = try await client.initiate()
            func stage(_ alteration: Alteration) async throws -> JSON? {
                try simulator.arm(Fault(.after, .alter(alteration)), on: .status)
                return try await client.status(started.data["status_id"]?.string ?? "").json
            }
            #expect(try await stage(.wrongTypes)?["data"]?["status"] == ["INITIATED"])
            #expect(try await stage(.missingFields) == ["success": true, "status": 200, "data": [:]])
            let more = try await stage(.unknownFields)
            #expect(more?["data"]?["status"] == "INITIATED")
            #expect(more?["data"]?["unheard_of"] != nil && more?["unheard_of"] != nil)
        }
    }

    @Test("sends an answer slowly, or less of it than announced")
    func manners() async throws {
        try await withSimulator { simulator, client in
            try simulator.arm(Fault(.after, .drip(pause: .milliseconds(1))), on: .initiate)
            let slow = try await client.initiate()
            #expect(slow.status == 200 && slow.json?["success"] == true)
            try simulator.arm(Fault(.after, .drip(pause: .seconds(3_600))), on: .status)
            let never = try await client.curl(Self.unknown, ["--max-time", "0.2"])
            #expect(never.status == 200 && never.text.isEmpty && never.curlExit == .exited(28))
            try simulator.arm(Fault(.after, .cut), on: .initiate)
            let short = try await client.initiate()
            #expect(short.curlExit == .exited(18), "curl: partial file")
            #expect(short.json?["success"] == true)
            #expect(try await client.pending().data.array?.count == 2)
        }
    }

    @Test("floods with the configured number of spaces")
    func flood() async throws {
        try await withSimulator { simulator, client in
            try simulator.arm(Fault(.before, Fault.Effect(parsing: "flood=0.1")), on: .status)
            let flood = try await client.curl(Self.unknown)
            #expect(flood.status == 200 && flood.headers["content-length"] == nil)
            #expect(flood.text == String(repeating: " ", count: 104_857))
        }
    }

    @Test("hits a connection before any request; with TLS, in the handshake", arguments: [true, false])
    func connections(tls: Bool) async throws {
        try await withTemporaryFolder { folder in
            var configuration = SimulatorConfiguration(faults: [try ArmedFault(parsing: "connect:close:times=2")])
            if tls { configuration.tls = try await makeCertificate(in: folder) }
            try await withSimulator(configuration) { simulator, client in
                var client = client
                client.curlOptions = ["--insecure"]
                for _ in 0..<2 {
                    #expect(try await client.status("x").curlExit == .exited(tls ? 35 : 52))
                }
                #expect(simulator.log.isEmpty)
                #expect(try await client.initiate().status == 200)
                try simulator.arm(.hang(), on: .connect)
                let impatient = try await client.curl(Self.unknown, ["--max-time", "0.2"])
                #expect(impatient.curlExit == .exited(28))
            }
        }
    }

    private func makeCertificate(in folder: String) async throws -> SimulatorConfiguration.TLS {
        let made = try await output(
            of: "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                "\(folder)/key.pem", "-out", "\(folder)/cert.pem", "-subj", "/CN=localhost",
            ])
        try #require(made.exit.isSuccess)
        return SimulatorConfiguration.TLS(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem")
    }

    @Test(
        "has exactly one notation",
        arguments: [
            ("allow:close", Fault.closeBefore, 1), ("deny:close:after:times=3", .closeAfter, 3),
            ("cancel:times=2:hang:after", nil, 0), ("verify:hang:times=2", .hang(), 2),
            ("allow:status=503,retry-after=2:times=3", .status(503, .before, headers: ["retry-after": "2"]), 3),
            ("status:drip=0.5", Fault(.before, .drip(pause: .milliseconds(500))), 1),
            ("pending:flood=1", Fault(.before, .flood(bytes: 1_048_576)), 1),
            ("allow:missing-fields", Fault(.after, .alter(.missingFields)), 1),
            ("push-id:cut", Fault(.before, .cut), 1), ("connect:hang", .hang(), 1), ("", nil, 0), ("allow", nil, 0),
            ("nap:close", nil, 0),
            ("allow:doze", nil, 0), ("allow:close:later", nil, 0), ("allow:close:after:before", nil, 0),
            ("allow:close:times=0", nil, 0), ("allow:close:times=x", nil, 0), ("allow:close,hang", nil, 0),
            ("allow:status=99", nil, 0), ("allow:status", nil, 0), ("allow:status=200,colour=red", nil, 0),
            ("allow:drip=0", nil, 0), ("allow:flood=-1", nil, 0), ("allow:wrong-types:before", nil, 0),
            ("connect:cut", nil, 0), ("connect:close:after", nil, 0), ("allow:close=1", nil, 0),
        ] as [(String, Fault?, Int)])
    func grammar(text: String, fault: Fault?, times: Int) {
        guard let fault else {
            #expect(throws: FaultError.self) { try ArmedFault(parsing: text) }
            return
        }
        let armed = try? ArmedFault(parsing: text)
        #expect(armed?.fault == fault && armed?.times == times)
        #expect(armed.map { text.hasPrefix($0.step.rawValue + ":") } == true)
    }
}
