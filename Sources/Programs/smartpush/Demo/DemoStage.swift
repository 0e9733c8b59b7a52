import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Messages

/// Sets the scene: the simulated server and a daemon, enrolled with it; then plays the ``DemoStory`` on it, or leaves it to
/// whoever comes (``DemoVisit``).
struct DemoStage: Sendable {
    let folder: DemoFolder
    let reporter: DemoReporter

    /// What `smartpush-sim` prints when it listens.
    private struct Announcement: Decodable {
        var baseURL: String

        private enum CodingKeys: String, CodingKey {
            case baseURL = "base_url"
        }
    }

    func play(_ person: Person?) async throws {
        try await withScene { api, baseURL in
            let story = DemoStory(api: api, page: try DemoPage(baseURL: baseURL), reporter: reporter)
            try await story.play(person)
        }
    }

    func open() async throws {
        try await withScene { api, baseURL in
            let visit = DemoVisit(
                api: api, baseURL: baseURL, runtime: folder.runtime, programs: Self.ownFolder(), reporter: reporter)
            try await visit.run()
        }
    }

    private func withScene(_ body: @escaping @Sendable (LocalAPIClient, String) async throws -> Void) async throws {
        let environment = folder.environment(
            from: ProcessInfo.processInfo.environment, ownFolder: Self.ownFolder())
        let simulator = DemoProgram(
            name: "smartpush-sim", arguments: ["--port", "0", "--inbox", folder.inbox], environment: environment)
        let daemon = DemoProgram(name: "smartpushd", environment: environment)
        try await simulator.run { lines in
            let line = try await announcement(lines)
            let baseURL = try JSONDecoder().decode(Announcement.self, from: Data(line.utf8)).baseURL
            let listens = Phrase(
                "the verification server listens at \(baseURL)", german: "der Server ist unter \(baseURL) zu erreichen")
            try reporter.step("server", .server, listens, ["base_url": baseURL])
            try await daemon.run { _ in
                let api = LocalAPIClient(socketPath: folder.api)
                try await waitUntilReady(api)
                try await enroll(line, api)
                try await body(api, baseURL)
            }
        }
    }

    private func announcement(_ lines: AsyncStream<String>) async throws -> String {
        try await within(.seconds(15), Self.start(of: "smartpush-sim")) {
            for await line in lines where line.hasPrefix("{") { return line }
            // Its end is reported by whoever runs it, with the reason.
            try await Task.sleep(for: .seconds(60))
            throw CancellationError()
        }
    }

    private func waitUntilReady(_ api: LocalAPIClient) async throws {
        let status = try await within(.seconds(15), Self.start(of: "smartpushd")) {
            try await polling(every: .milliseconds(20)) {
                do { return try await api.status() } catch LocalAPIError.daemonUnreachable { return nil }
            }
        }
        try reporter.step(
            "daemon", .daemon,
            Phrase(
                "smartpushd \(status.version) is ready, with its files in \(folder.path)",
                german: "smartpushd \(status.version) ist bereit, mit seinen Dateien in \(folder.path)"),
            ["pid": String(status.pid), "folder": folder.path])
    }

    private func enroll(_ line: String, _ api: LocalAPIClient) async throws {
        let input = try EnrollmentInput(Array(line.utf8))
        let enrollment = try await api.enroll(input.request)
        let account = Phrase { say in EnrollmentText(enrollment, in: say).account }
        try reporter.step(
            "enrolled", .device,
            Phrase { say in
                let account = account.text(in: say)
                return say(
                    "this desktop is enrolled for \(account)", german: "dieser Rechner ist registriert für \(account)")
            },
            ["enrollment": enrollment.id])
    }

    private static func start(of program: String) -> Phrase {
        Phrase("the start of \(program)", german: "der Start von \(program)")
    }

    private static func ownFolder() -> String? {
        guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
            let slash = path.lastIndex(of: "/")
        else { return nil }
        return String(path[..<slash])
    }
}
