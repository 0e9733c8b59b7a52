import FoundationEssentials
public import Subprocess

/// A program that was started.
public final class RunningProgram: Sendable {
    public let output: Transcript
    public let errors: Transcript
    public let pid: Int32
    private let send: @Sendable (Signal) throws -> Void
    private let end: Task<TerminationStatus, any Error>

    /// Starts a program by its name, from the environment's `PATH`.
    static func start(
        _ name: String, _ arguments: [String] = [], environment: [String: String]
    ) async throws -> RunningProgram {
        let output = Transcript()
        let errors = Transcript()
        let (started, announce) = AsyncStream.makeStream(of: Started.self)
        let end = Task {
            defer {
                announce.finish()
                output.finish()
                errors.finish()
            }
            return try await run(
                .name(name), arguments: Arguments(arguments), environment: .custom(keyed(environment)),
                platformOptions: ownGroup, input: .none, output: .sequence, error: .sequence
            ) { execution in
                announce.yield(
                    Started(pid: execution.processIdentifier.value) { try execution.send(signal: $0) })
                async let first: Void = output.fill(from: execution.standardOutput)
                try await errors.fill(from: execution.standardError)
                try await first
            }.terminationStatus
        }
        for await process in started {
            return RunningProgram(process, output: output, errors: errors, end: end)
        }
        throw Surprise("\(name) did not start: \(try await end.value)")
    }

    /// Puts the program into its own process group and ends the whole group, so that the children of a shell end, too.
    private static var ownGroup: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))]
        return options
    }

    private struct Started: Sendable {
        var pid: Int32
        var send: @Sendable (Signal) throws -> Void
    }

    private init(_ process: Started, output: Transcript, errors: Transcript, end: Task<TerminationStatus, any Error>) {
        self.output = output
        self.errors = errors
        self.end = end
        pid = process.pid
        send = process.send
    }

    public func signal(_ signal: Signal) throws {
        try send(signal)
    }

    /// Waits for its end and returns how it ended.
    public var termination: TerminationStatus {
        get async throws { try await end.value }
    }

    /// Asks it to end, and waits for the end.
    @discardableResult
    public func stop(_ signal: Signal = .terminate) async throws -> TerminationStatus {
        try send(signal)
        return try await termination
    }

    /// Ends it by force.
    func dispose() async {
        end.cancel()
        _ = await end.result
    }
}

/// In the form in which an environment is passed to a program.
func keyed(_ environment: [String: String]) -> [Environment.Key: String] {
    var keyed: [Environment.Key: String] = [:]
    for (name, value) in environment {
        if let key = Environment.Key(rawValue: name) { keyed[key] = value }
    }
    return keyed
}

extension RunningProgram {
    /// The memory that it uses now, in MiB; 0 under a sanitizer, which keeps freed memory, see Tests/Sanitizers/run.sh.
    public var memory: Double {
        get throws {
            guard ProcessInfo.processInfo.environment["SMARTPUSH_SANITIZED"] == nil else { return 0 }
            let status = try String(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/status"), encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            let words = line?.split(whereSeparator: \.isWhitespace) ?? []
            guard words.count > 1, let number = Double(words[1]) else {
                throw Surprise("\(pid) tells nothing of its memory")
            }
            return number / 1_024
        }
    }
}
