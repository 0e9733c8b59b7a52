import FoundationEssentials
import TestSupport
import Testing

/// The outcomes of the five steps while something is wrong.
enum Ending: Sendable {
    /// The first request was not taken, which was found out. The second one succeeded.
    case resent
    /// The first request was taken. The content of its answer is lost, if the next step needs it.
    case lost
    /// Everything succeeds at once.
    case taken
    /// The server refuses.
    case refused
    /// No request could be sent until the fault was over.
    case held

    var outcomes: [String: FiveSteps.Outcome] {
        let goals = [
            "acknowledge": "acknowledged", "allow": "allowed", "deny": "denied", "cancel": "cancelled",
            "verify": "authenticated",
        ]
        var outcomes = goals.mapValues { goal in
            switch self {
            case .resent: FiveSteps.Outcome(state: goal, results: ["fault", "ok"])
            case .lost, .taken, .held: FiveSteps.Outcome(state: goal, results: ["ok"])
            case .refused: FiveSteps.Outcome(state: "refused", results: ["fault"])
            }
        }
        if case .lost = self {
            // No status tells about the first step, so it is sent again. An id can only be used once.
            outcomes["acknowledge"] = FiveSteps.Outcome(state: "unresolved", results: ["ok", "VER_0032"])
            outcomes["allow"] = FiveSteps.Outcome(state: "unresolved", results: ["ok"])
        }
        return outcomes
    }
}

@Suite("Each step, if the server")
struct ServerFaultTests {
    @Test(
        "fails before it has done anything, is settled correctly",
        arguments: [
            ("close", .resent), ("hang", .resent), ("drip=60", .resent), ("cut", .resent), ("flood", .resent),
            ("status=500", .resent), ("status=503,retry-after=1", .resent), ("status=408", .resent),
            ("status=429", .resent), ("status=429,retry-after=1", .resent), ("not-json", .resent), ("html", .resent),
            ("empty", .resent), ("no-content", .resent), ("redirect", .resent), ("status=403", .refused),
        ] as [(String, Ending)])
    func before(fault: String, ending: Ending) async throws {
        try await play(fault, "before", ending)
    }

    @Test(
        "fails after it has done what was requested, is settled correctly",
        arguments: [
            ("close", .lost), ("hang", .lost), ("drip=60", .lost), ("drip=0.001", .taken), ("cut", .lost),
            ("flood", .lost), ("status=500", .lost), ("status=503,retry-after=1", .lost), ("not-json", .lost),
            ("html", .lost), ("empty", .lost), ("no-content", .lost), ("redirect", .lost), ("wrong-types", .lost),
            ("missing-fields", .lost), ("unknown-fields", .taken),
        ] as [(String, Ending)])
    func after(fault: String, ending: Ending) async throws {
        try await play(fault, "after", ending)
    }

    private func play(_ fault: String, _ moment: String, _ ending: Ending) async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let isEndless = ["hang", "drip=60"].contains(fault)
            let daemon = try await stage.daemon(["SMARTPUSH_REQUEST_TIMEOUT": isEndless ? "1" : nil])
            _ = try await daemon.enroll(server.enrollment)
            var steps = try await FiveSteps(daemon, server)
            for step in FiveSteps.names { try await server.arm(step, fault, moment) }
            let before = try peakMemory(of: daemon)
            try await steps.take(wait: 30)
            let outcomes = try await steps.outcomes()
            #expect(outcomes == ending.outcomes)
            try await steps.expectNothingSpentTwice()
            #expect(try await !server.log().contains { $0["path"] == "/elsewhere" }, "a redirect is not followed")
            // Five answers at once, of which at most 1 MiB each may be kept.
            #expect(try peakMemory(of: daemon) - before < 40 << 20)
        }
    }

    /// In bytes.
    private func peakMemory(of daemon: Daemon) throws -> Int {
        let data = try #require(FileManager.default.contents(atPath: "/proc/\(daemon.program.pid)/status"))
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("VmHWM") })
        return try #require(Int(line.filter(\.isNumber))) << 10
    }

    @Test(
        "can't be connected to, is held back and sent once",
        arguments: [
            nil, "handshake cut", "certificate of another name", "expired certificate", "untrusted certificate",
        ] as [String?])
    func connections(trouble: String?) async throws {
        try await Stage.with { stage in
            let trusted = try await stage.certificate("good", name: "localhost")
            let other = try await stage.certificate("other", name: "example.com")
            let expired = try await stage.certificate("expired", name: "localhost", days: -1)
            let stranger = try await stage.certificate("stranger", name: "localhost")
            let roots = try [trusted, other, expired].map { try String(contentsOfFile: $0[1], encoding: .utf8) }

            let server = try await stage.server(trusted)
            let wrong = [
                "handshake cut": trusted + ["--fault", "connect:close:times=1000"],
                "certificate of another name": other, "expired certificate": expired, "untrusted certificate": stranger,
            ]
            let bad = try await trouble.flatMap { wrong[$0] }.asyncMap { try await stage.server($0) }
            let relay = try await Relay.to(port: server.port)
            let daemon = try await stage.daemon([
                "SMARTPUSH_CA_FILE": stage.write(roots.joined(separator: "\n"), to: stage.folder + "/roots.pem")
            ])
            _ = try await daemon.enroll(
                server.enrollment.with("base_url", .string("https://localhost:\(relay.port)")))
            var steps = try await FiveSteps(daemon, server)

            if let bad { try await relay.lead(to: bad.port) } else { try await relay.close() }
            try await steps.take(wait: 0)
            try await steps.haveFailedOnce()
            #expect(try await server.results(of: "deny").isEmpty)
            if let bad, trouble != "handshake cut" {
                #expect(try await bad.log().isEmpty, "nothing is said to a stranger")
            }
            if bad == nil { try await relay.open() } else { try await relay.lead(to: server.port) }

            let outcomes = try await steps.outcomes()
            #expect(outcomes == Ending.held.outcomes)
            try await steps.expectNothingSpentTwice()
            try await relay.close()
        }
    }

    @Test(
        "fails when it is asked for the outcome of a step, is settled anyway",
        arguments: [
            ["close", "hang"], ["drip=60", "cut", "flood"], ["status=500", "status=503,retry-after=1", "status=429"],
            ["html", "not-json", "empty", "redirect"], ["wrong-types", "missing-fields", "unknown-fields"],
        ])
    func settling(faults: [String]) async throws {
        try await Stage.with { stage in
            let server = try await stage.server()
            let daemon = try await stage.daemon(["SMARTPUSH_REQUEST_TIMEOUT": "1"])
            _ = try await daemon.enroll(server.enrollment)
            for fault in faults {
                for (moment, results) in [("before", ["fault", "ok"]), ("after", ["ok"])] {
                    try await settle(fault, moment, results, daemon, server)
                }
            }
        }
    }

    private func settle(
        _ fault: String, _ moment: String, _ results: [String], _ daemon: Daemon, _ server: SimulatedServer
    ) async throws {
        // The pending list tells for the first step.
        try await server.arm("acknowledge", "close", "before")
        try await server.arm("pending", fault, "after")
        let earlier = try await Set(daemon.exchanges().map { $0["id"] })
        _ = try await server.initiate()
        let exchange = try await daemon.event { $0["state"] == "acknowledged" && !earlier.contains($0["id"]) }
        #expect(try await server.results(of: "acknowledge").suffix(2) == ["fault", "ok"], "\(fault)")

        // The status tells for the others.
        let id = try #require(exchange["id"].string)
        try await server.arm("deny", "close", moment)
        try await server.arm("status", fault, "after")
        let denied = try await daemon.decide("deny", id)
        #expect(denied.json["state"] == "denied" && denied.json["ended_by"] == "user", "\(fault): \(denied.text)")
        #expect(try await server.results(of: "deny").suffix(results.count) == results[...], "\(fault)")
        #expect(try await !server.log().contains { $0["path"] == "/elsewhere" })
        try await server.disarm()
    }
}

extension Stage {
    /// A self-signed certificate, as arguments for `smartpush-sim`.
    func certificate(_ file: String, name: String, days: Int = 2) async throws -> [String] {
        let path = "\(folder)/\(file)"
        let made = try await run(
            "sh",
            [
                "-c",
                """
                echo "subjectAltName=DNS:\(name)" > \(path).ext
                openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=\(name) \
                    -keyout \(path).key -out \(path).request &&
                openssl x509 -req -in \(path).request -signkey \(path).key -days \(days) \
                    -extfile \(path).ext -out \(path).pem
                """,
            ])
        try #require(made.code == 0, "\(made.errors)")
        return ["--cert", "\(path).pem", "--key", "\(path).key"]
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ body: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await body(self)
    }
}
