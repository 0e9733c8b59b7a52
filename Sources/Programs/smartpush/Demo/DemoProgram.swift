import Messages
import Subprocess

/// One of the programs that the demonstration starts, found beside this one or on `PATH`.
struct DemoProgram: Sendable {
    var name: String
    var arguments: [String] = []
    var environment: [String: String]

    /// Runs the program for as long as `body` runs, and ends it however `body` ends.
    ///
    /// `body` gets the lines that the program prints. If the program ends first, `body` is cancelled and the last
    /// line that was printed is in the error.
    func run<Result: Sendable>(
        _ body: @escaping @Sendable (AsyncStream<String>) async throws -> Result
    ) async throws -> Result {
        do {
            return try await Subprocess.run(
                .name(name), arguments: Arguments(arguments), environment: .custom(keyed(environment)),
                platformOptions: Self.options, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup(of: Result.self) { group in
                    let (lines, printed) = AsyncStream.makeStream(
                        of: String.self, bufferingPolicy: .bufferingNewest(64))
                    group.addTask { throw await ended(execution.standardOutput, printed) }
                    group.addTask { try await body(lines) }
                    let outcome = await group.nextResult()
                    group.cancelAll()
                    await execution.teardown(using: Self.teardown)
                    guard let outcome else { throw CancellationError() }
                    return try outcome.get()
                }
            }.closureResult
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw Complaint(
                .other, "\(name) is neither beside smartpush nor on PATH; install it, or build it with: swift build",
                german: "\(name) ist weder neben smartpush noch in PATH; installieren Sie es, oder bauen Sie es mit: "
                    + "swift build")
        }
    }

    /// Time to close a database in good order, and not more.
    private static let teardown = [TeardownStep.gracefulShutDown(allowedDurationToNextStep: .seconds(3))]

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        // Ctrl-C is for us: the programs are ended in their order, the daemon before its server.
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

    /// Passes the lines on; when there are no more, the program has ended, and this is what to say about it.
    private func ended(
        _ output: SubprocessOutputSequence, _ printed: AsyncStream<String>.Continuation
    ) async -> Complaint {
        var last: String?
        do {
            for try await line in output.strings() {
                last = line
                printed.yield(line)
            }
        } catch {
            // A program whose output can't be read is as good as gone.
        }
        printed.finish()
        let words = last.map { ": \(SafeText.line($0))" } ?? ""
        return Complaint(.other, "\(name) ended too early\(words)", german: "\(name) endete zu früh\(words)")
    }
}
