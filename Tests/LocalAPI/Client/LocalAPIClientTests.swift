import Foundation
import LocalAPIClient
import LocalAPIModel
import Testing

@Suite struct LocalAPIClientTests {
    private func client(_ server: CannedServer, patience: Duration = .seconds(15)) -> LocalAPIClient {
        LocalAPIClient(socketPath: server.path, patience: patience)
    }

    @Test func readsAnExchange() async throws {
        let answer = Samples.answer("200 OK", try Samples.text(Samples.exchange()))
        try await CannedServer.with([answer]) { server async throws in
            #expect(try await client(server).exchange("0123/4?") == Samples.exchange())
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("GET /v1/exchanges/0123%2F4%3F HTTP/1.1\r\n"))
            #expect(request.contains("host: localhost\r\n"))
            #expect(!request.lowercased().contains("origin:"))
        }
    }

    @Test func asksForAPage() async throws {
        let page = ExchangeListDocument(exchanges: [Samples.exchange()], next: "n")
        try await CannedServer.with([Samples.answer("200 OK", try Samples.text(page))]) { server async throws in
            #expect(try await client(server).exchanges(.open, enrollment: "e 1", limit: 5, before: "b") == page)
            #expect(
                server.requests.first?.hasPrefix(
                    "GET /v1/exchanges?state=open&enrollment=e%201&limit=5&before=b HTTP/1.1\r\n") == true)
            #expect(try await client(server).exchanges() == page)
            #expect(server.requests.last?.hasPrefix("GET /v1/exchanges HTTP/1.1\r\n") == true)
        }
    }

    @Test func tellsADecisionThatIsUnderWay() async throws {
        let exchange = try Samples.text(Samples.exchange(state: .allowed))
        try await CannedServer.with([Samples.answer("202 Accepted", exchange)]) { server async throws in
            #expect(try await client(server).allow("0123456", wait: 0).isUnderWay)
            #expect(server.requests.first?.hasPrefix("POST /v1/exchanges/0123456/allow?wait=0 HTTP/1.1\r\n") == true)
        }
        try await CannedServer.with([Samples.answer("200 OK", exchange)], until: "}") { server async throws in
            #expect(try await !client(server).verify("0123456", number: "55").isUnderWay)
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("POST /v1/exchanges/0123456/verify HTTP/1.1\r\n"))
            #expect(request.hasSuffix(#"{"passcode":"55"}"#))
            _ = try await client(server).deny("0123456", reason: "not me")
            #expect(server.requests.last?.hasSuffix(#"{"reason":"not me"}"#) == true)
        }
    }

    @Test func enrollsWithEveryKey() async throws {
        let enrollment = EnrollmentDocument(
            id: "e1", name: nil, baseURL: "https://a.example", tenantKey: "t", tenantName: nil, sub: "s",
            pathSet: .guide, createdAt: "2026-11-24T01:00:00.000Z",
            server: ServerHealthDocument(reachable: nil, lastContactAt: nil, error: nil))
        let request = try JSONDecoder().decode(EnrollRequest.self, from: Data(Samples.enrollRequest.utf8))
        let answer = Samples.answer("201 Created", try Samples.text(enrollment))
        try await CannedServer.with([answer], until: "}") { server async throws in
            #expect(try await client(server).enroll(request) == enrollment)
            for key in ["base_url", "tenant_key", "sub", "client_id", "device_id", "push_id"] {
                #expect(server.requests.first?.contains("\"\(key)\":") == true)
            }
        }
    }

    @Test func takesAnAnswerWithoutBody() async throws {
        try await CannedServer.with(["HTTP/1.1 204 No Content\r\n\r\n"]) { server async throws in
            try await client(server).unenroll("e1")
            #expect(server.requests.first?.hasPrefix("DELETE /v1/enrollments/e1 HTTP/1.1\r\n") == true)
        }
    }

    @Test(arguments: Problem.Code.allCases)
    func passesTheDaemonsProblemOn(code: Problem.Code) async throws {
        let problem = Problem(code, "It is so. Do this.")
        try await CannedServer.with([try Samples.problem(problem)]) { server async throws in
            await #expect(throws: LocalAPIError.problem(problem)) { try await client(server).status() }
        }
    }

    @Test func saysWhereThereIsNoDaemon() async throws {
        let nowhere = LocalAPIClient(socketPath: "/tmp/smartpush-no-such.sock")
        await #expect(
            throws: LocalAPIError.daemonUnreachable(path: nowhere.socketPath, why: .noSocket)
        ) { try await nowhere.status() }
        let long = LocalAPIClient(socketPath: "/tmp/" + String(repeating: "x", count: 200))
        await #expect { try await long.status() } throws: { error in
            guard case .daemonUnreachable(_, let why) = error as? LocalAPIError else { return false }
            return why == .pathTooLong
        }
    }

    @Test(arguments: [
        ("nothing", [""]),
        ("no HTTP", ["SSH-2.0-OpenSSH\r\n\r\n"]),
        ("half a head", ["HTTP/1.1 200 OK\r\ncontent-le"]),
        ("half a body", ["HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"version\":"]),
        ("no JSON", ["HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<htm>"]),
        ("another document", ["HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"]),
        ("an error without problem", ["HTTP/1.1 500 Oh\r\ncontent-length: 2\r\n\r\n{}"]),
        ("a redirect", ["HTTP/1.1 302 Found\r\nlocation: http://evil.example/\r\ncontent-length: 0\r\n\r\n"]),
        ("a head without end", ["HTTP/1.1 200 OK\r\nx: " + String(repeating: "x", count: 200_000)]),
    ])
    func callsUnintelligible(what: String, pieces: [String]) async throws {
        try await CannedServer.with(pieces) { server async throws in
            await #expect { try await client(server).status() } throws: { error in
                guard case .unintelligible = error as? LocalAPIError else { return false }
                return true
            }
        }
    }

    @Test func readsNoMoreThanItAllows() async throws {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n"
        let pieces = [head] + Array(repeating: String(repeating: " ", count: 1 << 20), count: 9)
        try await CannedServer.with(pieces, thenClose: false) { server async throws in
            await #expect(throws: LocalAPIError.unintelligible(.http(.tooLarge(8_388_608)))) {
                try await client(server).status()
            }
        }
    }

    @Test(arguments: [[""], ["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"]])
    func waitsNoLongerThanItIsPatient(pieces: [String]) async throws {
        try await CannedServer.with(pieces, thenClose: false) { server async throws in
            await #expect(throws: LocalAPIError.unintelligible(.http(.timedOut))) {
                try await client(server, patience: .milliseconds(50)).status()
            }
        }
    }

    @Test func endsWhenItsTaskIsCancelled() async throws {
        try await CannedServer.with([""], thenClose: false) { server async throws in
            let task = Task { try await client(server).status() }
            while server.requests.isEmpty { await Task.yield() }
            task.cancel()
            await #expect(throws: LocalAPIError.cancelled) { try await task.value }
        }
    }
}
