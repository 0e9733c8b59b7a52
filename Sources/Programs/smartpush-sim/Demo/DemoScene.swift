import FoundationEssentials
import LocalAPIClient
import LocalAPIModel
import Logging
import LoginPageClient
import Messages
import VerificationServer

/// Starts the simulated server and a daemon that is enrolled there. Then it plays the ``DemoStory``, or leaves both to
/// the user (``DemoVisit``).
struct DemoScene: Sendable {
    let folder: DemoFolder
    let reporter: DemoReporter

    func play(_ person: Person?) async throws {
        try await withScene { api, baseURL in
            let story = DemoStory(api: api, page: try LoginPage(baseURL: baseURL), reporter: reporter)
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
        let environment = folder.environment(from: ProcessInfo.processInfo.environment, ownFolder: Self.ownFolder())
        try await withServer { enrollment in
            try reporter.step(
                "server", .server, .serverListens(baseURL: enrollment.baseURL), ["base_url": enrollment.baseURL])
            try await DemoDaemon(environment: environment).run {
                let api = LocalAPIClient(socketPath: folder.api)
                try await waitUntilReady(api)
                try await enroll(enrollment, api)
                try await body(api, enrollment.baseURL)
            }
        }
    }

    /// Runs the server while `body` runs.
    private func withServer(_ body: @escaping @Sendable (Enrollment) async throws -> Void) async throws {
        let simulator = Simulator(
            configuration: SimulatorConfiguration(inbox: folder.inbox),
            logger: Logger(label: "smartpush-sim") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await simulator.run() }
            group.addTask {
                let enrollment = try await within(.seconds(15), .serverStart) { try await simulator.enrollment() }
                try await body(enrollment)
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func waitUntilReady(_ api: LocalAPIClient) async throws {
        let status = try await within(.seconds(15), .daemonStart) {
            try await polling(every: .milliseconds(20)) {
                do { return try await api.status() } catch LocalAPIError.daemonUnreachable { return nil }
            }
        }
        try reporter.step(
            "daemon", .daemon, .daemonIsReady(version: status.version, folder: folder.path),
            ["pid": String(status.pid), "folder": folder.path])
    }

    private func enroll(_ enrollment: Enrollment, _ api: LocalAPIClient) async throws {
        // The two types have the same JSON, which a user would copy from one program to the other.
        let request = try JSONDecoder().decode(EnrollRequest.self, from: JSONEncoder().encode(enrollment))
        let enrolled = try await api.enroll(request)
        let message = DemoMessage.isEnrolled(sub: enrollment.sub, tenant: enrollment.tenantName)
        try reporter.step("enrolled", .device, message, ["enrollment": enrolled.id])
    }

    private static func ownFolder() -> String? {
        guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
            let slash = path.lastIndex(of: "/")
        else { return nil }
        return String(path[..<slash])
    }
}
