import Foundation
import LocalAPIModel
import Testing

/// The real binary, with a daemon that has its answers ready.
@Suite("smartpush enroll") struct EnrollTests {
    private typealias Answer = CannedDaemon.Answer

    private static let request = """
        {"base_url":"https://a.example","tenant_key":"Demo","sub":"s","client_id":"c","device_id":"d","push_id":"p"}
        """
    private static let link = "https://a.example/#exchange_id=0123"

    private static func enrollment(_ state: ServerState, error: String? = nil) -> EnrollmentDocument {
        EnrollmentDocument(
            id: "82d7a1e6-1111", name: nil, baseURL: "https://a.example", tenantKey: "demo", tenantName: "Demo Tenant",
            sub: "s", pathSet: .auto, createdAt: "",
            server: ServerHealthDocument(reachable: nil, lastContactAt: nil, error: error, state: state),
            account: "bob@example.com")
    }

    private func enroll(
        _ arguments: String..., input: String = request, locale: String = "C", with answers: Answer...
    ) async throws -> Program.Ended {
        var ended = Program.Ended(code: nil, output: "", errors: "")
        try await CannedDaemon.with(answers) { daemon async throws in
            ended = try await Program.smartpush(
                ["enroll"] + arguments, runtime: daemon.runtime, input: input, locale: locale)
        }
        return ended
    }

    private func stored(_ enrollment: EnrollmentDocument) throws -> Answer {
        Answer("POST /v1/enrollments?wait=30 ", "201 Created", try CannedDaemon.text(enrollment))
    }

    @Test("says whose account it is")
    func account() async throws {
        let ended = try await enroll(with: try stored(Self.enrollment(.ok)))
        #expect(ended.code == 0)
        #expect(ended.output == "enrolled 82d7a1e6: bob@example.com at Demo Tenant\n")
        let german = try await enroll(locale: "de_DE.UTF-8", with: try stored(Self.enrollment(.ok)))
        #expect(german.output == "registriert 82d7a1e6: bob@example.com bei Demo Tenant\n")
    }

    @Test("keeps a device that the server refuses, says so, and exits with 4")
    func refused() async throws {
        let answer = try stored(Self.enrollment(.refused, error: "The device is not known (VER_0040)."))
        let ended = try await enroll(with: answer)
        #expect(ended.code == 4)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.contains("but the server refuses this device: the device is not known (VER_0040)"))
        let json = try await enroll("--json", with: answer)
        #expect(json.code == 4)
        #expect(json.output.contains("\"state\":\"refused\""))
        #expect(json.errors.hasPrefix("{\"error\":{\"code\":\"refused\","))
    }

    @Test(
        "says that a server could not be reached yet, which is no error",
        arguments: [ServerState.unreachable, .unknown])
    func unreachable(state: ServerState) async throws {
        let error = state == .unreachable ? "no connection to the server" : nil
        let ended = try await enroll(with: try stored(Self.enrollment(state, error: error)))
        #expect(ended.code == 0)
        #expect(ended.errors.isEmpty)
        #expect(ended.output.hasPrefix("stored 82d7a1e6: bob@example.com at Demo Tenant, but the server could not be"))
        #expect(ended.output.contains("(no connection to the server)") == (state == .unreachable))
    }

    @Test("names the account that is enrolled already, and its id", arguments: ["C", "de_DE.UTF-8"])
    func conflict(locale: String) async throws {
        let list = try CannedDaemon.text(EnrollmentListDocument(enrollments: [Self.enrollment(.ok)]))
        let ended = try await enroll(
            locale: locale, with: try Answer("POST", Problem(.conflict, "a device is enrolled already")),
            Answer("GET /v1/enrollments ", "200 OK", list))
        #expect(ended.code == 2)
        #expect(ended.errors.contains("bob@example.com") && ended.errors.contains("smartpush unenroll 82d7a1e6"))
    }

    @Test("asks nothing in a pipe about a server that only the link names, and exits with 2")
    func confirmServer() async throws {
        let problem = Problem(.confirmServer, "confirm it", baseURL: "https://a.example.com")
        let ended = try await enroll(input: Self.link, with: try Answer("POST /v1/enrollments/scan ", problem))
        #expect(ended.code == 2)
        #expect(ended.errors.contains("https://a.example.com, which this device does not know"))
        #expect(ended.errors.hasSuffix("--server https://a.example.com\n"))
        let json = try await enroll("--json", input: Self.link, with: try Answer("POST /v1/enrollments/scan ", problem))
        #expect(json.errors.hasPrefix("{\"error\":{\"code\":\"confirm_server\","))
    }

    @Test("never asks about a server on this machine or in a private network")
    func privateServer() async throws {
        let problem = Problem(.confirmServer, "confirm it", baseURL: "https://10.0.0.1")
        let ended = try await enroll(input: Self.link, with: try Answer("POST /v1/enrollments/scan ", problem))
        #expect(ended.code == 2)
        #expect(ended.errors.contains("on this machine or in a private network"))
    }

    @Test(
        "takes the options of a link only with a link",
        arguments: [
            "--number", "--server", "--client-id", "--push-id", "--device-name",
        ])
    func options(option: String) async throws {
        let ended = try await enroll(option, "x", with: try stored(Self.enrollment(.ok)))
        #expect(ended.code == 64)
        #expect(ended.errors.hasPrefix("smartpush: \(option) goes with a link"))
    }
}

@Suite("smartpush enroll, for a person at a terminal") struct EnrollDialogTests {
    private typealias Answer = CannedDaemon.Answer

    private static let scan = EnrollmentScanDocument(
        id: "82d7a1e6-1111", state: .scanned, name: nil, baseURL: "https://a.example.com", tenantKey: "demo",
        tenantName: "Demo Tenant", sub: "s", pathSet: .auto, choices: ["12", "55"], expiresAt: nil, failure: nil,
        account: "bob@example.com")

    private func scanned(with part: String = "") throws -> Answer {
        Answer("POST /v1/enrollments/scan ", with: part, "201 Created", try CannedDaemon.text(Self.scan))
    }

    private func enroll(typing: String, _ answers: Answer...) async throws -> Program.Ended {
        var ended = Program.Ended(code: nil, output: "", errors: "")
        try await CannedDaemon.with(answers) { daemon async throws in
            ended = try await Program.smartpush(
                onTerminal: "enroll myapp://x", runtime: daemon.runtime, typing: typing)
        }
        return ended
    }

    @Test("gives the enrollment up at an empty line, and tells the server")
    func givesUp() async throws {
        let cancelled = Answer("DELETE /v1/enrollments/scan/82d7a1e6-1111 ", "204 No Content", "")
        let ended = try await enroll(typing: "\n", try scanned(), cancelled)
        #expect(ended.code == 64)
        #expect(ended.output.contains("enrolling for bob@example.com at Demo Tenant, https://a.example.com"))
        #expect(ended.output.contains("the enrollment is given up, and the server was told"), "\(ended.output)")
        let problem = try Answer("DELETE", Problem(.unreachable, "no connection"))
        let alone = try await enroll(typing: "\n", try scanned(), problem)
        #expect(alone.output.contains("given up, but the server was not told (no connection)"), "\(alone.output)")
    }

    @Test("asks whether the server of the link is the right one, and sends it again with that server")
    func confirmsTheServer() async throws {
        let problem = try Answer(
            "POST /v1/enrollments/scan ", Problem(.confirmServer, "", baseURL: "https://a.example.com"))
        let named = try scanned(with: "base_url")
        let yes = try await enroll(typing: "y\n\n", named, problem, Answer("DELETE", "204 No Content", ""))
        #expect(
            yes.output.contains("The link names the server https://a.example.com, which this device does not know."))
        #expect(yes.output.contains("enrolling for bob@example.com"), "\(yes.output)")
        for answer in ["\n", "n\n", "yesterday\n"] {
            let no = try await enroll(typing: answer, named, problem)
            #expect(no.code == 2)
            #expect(no.output.contains("--server https://a.example.com"), "\(no.output)")
        }
    }
}

@Suite("smartpush deny --all") struct DenyAllTests {
    private typealias Answer = CannedDaemon.Answer

    private static func exchange(_ id: String, _ state: ExchangeState) -> ExchangeDocument {
        ExchangeDocument(
            id: id, state: state, enrollment: "e1", sub: "s", tenantKey: "t", verificationType: "PUSH",
            clientName: "Shop", receivedAt: "2026-11-24T01:00:0\(id.prefix(1)).000Z", updatedAt: "", expiresAt: "")
    }

    private func list(_ ids: String...) throws -> Answer {
        let exchanges = ids.map { Self.exchange($0, .acknowledged) }
        let list = ExchangeListDocument(exchanges: exchanges, next: nil)
        return Answer("GET /v1/exchanges?state=open", "200 OK", try CannedDaemon.text(list))
    }

    @Test("tells each result, oldest first, and exits with the worst status")
    func each() async throws {
        let answers = [
            try list("3aaaaaaa", "2bbbbbbb", "1ccccccc"),
            Answer(
                "POST /v1/exchanges/1ccccccc/deny", "200 OK", try CannedDaemon.text(Self.exchange("1ccccccc", .denied))),
            try Answer("POST /v1/exchanges/2bbbbbbb/deny", Problem(.wrongState, "it has ended")),
            try Answer("POST /v1/exchanges/3aaaaaaa/deny", Problem(.unreachable, "no connection")),
        ]
        try await CannedDaemon.with(answers) { daemon async throws in
            let ended = try await Program.smartpush(["deny", "--all"], runtime: daemon.runtime)
            #expect(ended.code == 4)
            #expect(ended.output == "1ccccccc: denied the sign-in to Shop\n")
            #expect(ended.errors == "smartpush: 2bbbbbbb: it has ended\nsmartpush: 3aaaaaaa: no connection\n")
            let json = try await Program.smartpush(["deny", "--all", "--json"], runtime: daemon.runtime)
            #expect(json.code == 4)
            let denied = try JSONDecoder().decode([ExchangeDocument].self, from: Data(json.output.utf8))
            #expect(denied.map(\.id) == ["1ccccccc"])
            #expect(json.errors.split(separator: "\n").count == 2)
        }
    }

    @Test("is done if nothing is open")
    func nothing() async throws {
        try await CannedDaemon.with([try list()]) { daemon async throws in
            let ended = try await Program.smartpush(["deny", "--all", "--json"], runtime: daemon.runtime)
            #expect(ended.code == 0)
            #expect(ended.output == "[]\n")
        }
    }
}

@Suite("smartpush status") struct StatusTests {
    private func status(_ states: ServerState...) -> StatusDocument {
        let enrollments = states.enumerated().map { index, state in
            EnrollmentDocument(
                id: "82d7a1e\(index)-1111", name: nil, baseURL: "https://a.example", tenantKey: "demo",
                tenantName: "Demo Tenant", sub: "s", pathSet: .auto, createdAt: "",
                server: ServerHealthDocument(
                    reachable: true, lastContactAt: nil, error: state == .refused ? "no such device" : nil, state: state
                ),
                account: "bob@example.com")
        }
        return StatusDocument(
            version: "1", pid: 1, startedAt: "", uptime: 60,
            database: .init(path: "/x", sizeBytes: 1024, schema: "2"), counts: [:], enrollments: enrollments,
            lastDelivery: nil, health: ["servers": .init(ok: true)], delivery: DeliveryDocument(interval: 5))
    }

    private func output(_ status: StatusDocument) async throws -> String {
        var output = ""
        try await CannedDaemon.with("200 OK", try CannedDaemon.text(status)) { daemon async throws in
            output = try await Program.smartpush(["status"], runtime: daemon.runtime).output
        }
        return output
    }

    @Test("names the accounts, and says how sign-ins get here")
    func well() async throws {
        let text = try await output(status(.ok))
        #expect(text.contains("82d7a1e0  bob@example.com at Demo Tenant  ok\n"), "\(text)")
        #expect(text.contains(/delivery +asked every 5 s\n/))
        #expect(text.contains(/servers +ok\n/))
    }

    @Test("never says that the servers are ok if one refuses this device")
    func refused() async throws {
        let text = try await output(status(.ok, .refused))
        #expect(text.contains("refused: no such device\n"), "\(text)")
        #expect(text.contains(/servers +1 of 2 refuses this device; see: smartpush enrollments\n/), "\(text)")
    }

    @Test("says how to begin")
    func nothing() async throws {
        let text = try await output(status())
        #expect(text.contains("smartpush login URL") && text.contains("smartpush enroll LINK"), "\(text)")
        #expect(!text.contains("asked every"))
    }
}

@Suite("An enrollment's name") struct NameTests {
    @Test("is given and shown by rename, and serves where an id does")
    func rename() async throws {
        var enrollment = EnrollmentDocument(
            id: "82d7a1e6-1111", name: "Desk", baseURL: "https://a.example", tenantKey: "demo",
            tenantName: "Demo Tenant",
            sub: "s", pathSet: .auto, createdAt: "",
            server: ServerHealthDocument(reachable: nil, lastContactAt: nil, error: nil), account: "bob@example.com")
        let list = try CannedDaemon.text(EnrollmentListDocument(enrollments: [enrollment]))
        enrollment.name = "Work laptop"
        let answers = [
            CannedDaemon.Answer("GET /v1/enrollments ", "200 OK", list),
            .init("PATCH /v1/enrollments/82d7a1e6-1111 ", "200 OK", try CannedDaemon.text(enrollment)),
            .init("DELETE /v1/enrollments/82d7a1e6-1111 ", "204 No Content", ""),
        ]
        try await CannedDaemon.with(answers) { daemon async throws in
            let renamed = try await Program.smartpush(["rename", "desk", "Work laptop"], runtime: daemon.runtime)
            #expect(renamed.code == 0)
            #expect(renamed.output == "renamed 82d7a1e6: bob@example.com at Demo Tenant (Work laptop)\n")
            let removed = try await Program.smartpush(["unenroll", "Bob@example.com"], runtime: daemon.runtime)
            #expect(removed.code == 0, "\(removed.errors)")
            #expect(removed.output == "unenrolled bob@example.com at Demo Tenant (Desk)\n")
            let unknown = try await Program.smartpush(["unenroll", "Desks"], runtime: daemon.runtime)
            #expect(unknown.code == 3)
        }
    }
}
