import Messages
import Subprocess

/// The daemon that the demonstration starts: `smartpushd`, found beside this program or on `PATH`.
struct DemoDaemon: Sendable {
    private static let name = "smartpushd"

    var environment: [String: String]

    /// Runs the daemon while `body` runs, and ends it however `body` ends.
    ///
    /// If the daemon ends first, `body` is cancelled, and the error has the last line that the daemon printed.
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

    /// Time to close a database in good order, and not more.
    private static let teardown = [TeardownStep.gracefulShutDown(allowedDurationToNextStep: .seconds(3))]

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        // Ctrl-C is for us: the daemon ends before its server.
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

    /// Reads what the daemon prints. When that ends, the daemon has ended, and this is what to say about it.
    private func failure(endOf output: SubprocessOutputSequence) async -> DemoFailure {
        var last: String?
        do {
            for try await line in output.strings() { last = line }
        } catch {
            // A program whose output can't be read is as good as gone.
        }
        return DemoFailure(.programEndedEarly(Self.name, lastLine: last.map(SafeText.line)))
    }
}
