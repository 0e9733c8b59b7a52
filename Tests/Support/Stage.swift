import FoundationEssentials
import Glibc
import Subprocess
import Synchronization

/// A temporary environment for a story, with its own folders, and with programs that end with the story.
public final class Stage: Sendable {
    public let folder: String
    public let environment: [String: String]
    private let programs = Mutex<[RunningProgram]>([])

    private init() throws {
        // Short enough for the path of a socket.
        folder = "/tmp/sp-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        var environment = [
            "PATH": "\(try Self.programFolder()):/usr/bin:/bin", "HOME": folder + "/home",
            "XDG_RUNTIME_DIR": folder + "/run", "XDG_STATE_HOME": folder + "/state",
            "XDG_CONFIG_HOME": folder + "/config", "SMARTPUSH_LOG_LEVEL": "trace", "TMPDIR": folder,
            // Tests compare texts, so the language must not depend on who runs them.
            "LC_ALL": "C",
            // Stories count requests, so only those about polling have it.
            "SMARTPUSH_POLL_SECONDS": "0", "SMARTPUSH_POLL_IDLE_SECONDS": "0",
        ]
        // A sanitizer in the programs gets the same options as the one in the tests, see Tests/Sanitizers/run.sh.
        for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        self.environment = environment
        for name in ["home", "run", "state", "config"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
        }
    }

    /// The folder of the built programs: that of the test runner, or `SMARTPUSH_BIN_DIR`.
    public static func programFolder() throws -> String {
        if let folder = ProcessInfo.processInfo.environment["SMARTPUSH_BIN_DIR"] { return folder }
        let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return runner.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }

    public var runtime: String { folder + "/run/smartpush" }
    public var api: String { runtime + "/api.sock" }
    public var inbox: String { runtime + "/inbox.sock" }
    public var state: String { folder + "/state/smartpush" }
    public var database: String { state + "/smartpush.db" }
    public var configuration: String { folder + "/config/smartpush/config.json" }

    /// Writes a file that the story needs, and creates its folder.
    @discardableResult
    public func write(_ text: String, to path: String) throws -> String {
        let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Starts a program, which ends with the story at the latest.
    public func start(
        _ program: String, _ arguments: [String] = [], environment changes: [String: String?] = [:]
    ) async throws -> RunningProgram {
        let running = try await RunningProgram.start(program, arguments, environment: changed(changes))
        programs.withLock { $0.append(running) }
        return running
    }

    /// Runs a program and waits for its end.
    public func run(
        _ program: String, _ arguments: [String], input: String = "", environment changes: [String: String?] = [:]
    ) async throws -> Ended {
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(arguments), environment: .custom(keyed(changed(changes))),
            input: .string(input), output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        return Ended(result.terminationStatus, result.standardOutput, result.standardError)
    }

    /// Runs the command line and waits for its end.
    public func smartpush(_ arguments: String..., input: String = "") async throws -> Ended {
        try await run("smartpush", arguments, input: input)
    }

    private func changed(_ changes: [String: String?]) -> [String: String] {
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        return environment
    }

    private func endPrograms() async {
        let programs = programs.withLock { $0 }
        for program in programs.reversed() { await program.dispose() }
    }

    private func strike() async {
        await endPrograms()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs `story` on its own stage. Only a few run at the same time, because each needs several processes.
    ///
    /// `patience` is the time limit of the story. It starts with the story, which may be long after the test started,
    /// so a test on a stage has no other time limit.
    public static func with<Result: Sendable>(
        patience: Duration = .seconds(120), _ story: (Stage) async throws -> Result
    ) async throws -> Result {
        await Turnstile.shared.enter()
        let stage = try Stage()
        let result: Swift.Result<Result, any Error>
        let alarm = Task {
            try await Task.sleep(for: patience)
            // This ends the programs that the story waits for, so the story ends, too.
            await stage.endPrograms()
            throw Surprise("the story took longer than \(patience)")
        }
        do { result = .success(try await story(stage)) } catch { result = .failure(error) }
        alarm.cancel()
        await stage.strike()
        await Turnstile.shared.leave()
        if case .failure(let late as Surprise) = await alarm.result { throw late }
        return try result.get()
    }
}

/// A program that has ended.
public struct Ended: Sendable {
    /// `nil` if a signal ended it.
    public var code: Int32?
    public var output: String
    public var errors: String

    public var json: JSON { JSON(output) }

    init(_ status: TerminationStatus, _ output: String, _ errors: String) {
        if case .exited(let code) = status { self.code = code }
        self.output = output
        self.errors = errors
    }
}

/// Admits a few at the same time.
actor Turnstile {
    static let shared = Turnstile(places: 4)

    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) {
        self.places = places
    }

    func enter() async {
        guard places == 0 else {
            places -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
    }
}
