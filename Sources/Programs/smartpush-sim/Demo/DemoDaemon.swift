import Messages
import Subprocess

/// The daemon that the demonstration starts: `smartpushd`, from this program's folder or `PATH`.
struct DemoDaemon: Sendable {
    private static let name = "smartpushd"

    var environment: [String: String]

    /// Runs the daemon while `body` runs, and always ends it with `body`.
    ///
    /// If the daemon ends first, `body` is cancelled, and the error contains the last line that the daemon printed.
    func run<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        do {
            return try await Subprocess.run(
                .name(Self.name), environment: .custom(keyed(environment)), platformOptions: Self.options,
                input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup(of: Result.self) { group in
                    group.addTask { throw await failure(endOf: execution.standardOutput) }
                    group.addTask { try await body() }
                    let outcome = await group.nextResult()
                    group.cancelAll()
                    await execution.teardown(using: Self.teardown)
                    guard let outcome else { throw CancellationError() }
                    return try outcome.get()
                }
            }.closureResult
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw DemoFailure(.programMissing(Self.name))
        }
    }

    /// Just enough time to close the database properly.
    private static let teardown = [TeardownStep.gracefulShutDown(allowedDurationToNextStep: .seconds(3))]

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        // Only this program gets Ctrl-C, so that it can end the daemon before the server.
        options.processGroupID = 0
        options.teardownSequence = teardown
        return options
    }

    private func keyed(_ environment: [String: String]) -> [Environment.Key: String] {
        var keyed: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { keyed[key] = value }
        }
        return keyed
    }

    /// Reads the daemon's output until the daemon has ended. Returns the error for this end.
    private func failure(endOf output: SubprocessOutputSequence) async -> DemoFailure {
        var last: String?
        do {
            for try await line in output.strings() { last = line }
        } catch {
            // A program whose output can't be read counts as ended.
        }
        return DemoFailure(.programEndedEarly(Self.name, lastLine: last.map(SafeText.line)))
    }
}
