import FoundationEssentials
import Glibc
import Subprocess

/// A small disk, mounted where a stage's daemon keeps its state. It is real, so it can be full or read-only.
///
/// It is a tmpfs in a mount namespace that a process keeps open, so it outlives the daemons on it. It needs no rights
/// that an ordinary user does not have (user_namespaces(7)).
public struct Disk: Sendable {
    private let holder: RunningProgram
    private let stage: Stage

    /// Whether a namespace can be created. The tests that need a disk can't run without one, usually in a container.
    public static func isPossible() async -> Bool {
        let made = try? await Stage.with { stage in
            try await stage.run("unshare", flags + ["mount", "-t", "tmpfs", "disk", stage.folder]).code
        }
        return made == 0
    }

    private static var isRoot: Bool { geteuid() == 0 }
    private static var flags: [String] { isRoot ? ["--mount"] : ["--user", "--map-root-user", "--mount"] }

    fileprivate init(on stage: Stage, size: String) async throws {
        self.stage = stage
        try FileManager.default.createDirectory(atPath: stage.state, withIntermediateDirectories: true)
        holder = try await stage.start(
            "unshare",
            Self.flags + [
                "sh", "-ec", "mount -t tmpfs -o mode=700,size=\(size) disk \"$0\"; echo mounted; exec sleep infinity",
                stage.state,
            ])
        try await holder.output.line(with: "mounted")
    }

    /// The command through which a program is started, so that it sees the disk.
    fileprivate var entrance: [String] {
        let namespaces = Self.isRoot ? ["--mount"] : ["--user", "--preserve-credentials", "--mount"]
        return ["nsenter", "--target", "\(holder.pid)"] + namespaces
    }

    /// Runs a program that sees the disk, and waits for its end.
    @discardableResult
    public func run(_ program: String, _ arguments: String...) async throws -> Ended {
        let words = entrance + [program] + arguments
        return try await stage.run(words[0], Array(words.dropFirst()))
    }

    /// Fills the disk.
    public func fill() async throws {
        let ended = try await run("sh", "-c", "cat /dev/zero >> \"$0\"", ballast)
        guard ended.errors.contains("No space left") else { throw Surprise("the disk is not full: \(ended.errors)") }
    }

    public func makeRoom() async throws {
        guard try await run("rm", ballast).code == 0 else { throw Surprise("no room was made") }
    }

    /// Makes the disk read-only. No process may have a file on it open for writing.
    public func setReadOnly(_ isReadOnly: Bool) async throws {
        let ended = try await run("mount", "-o", "remount,bind,\(isReadOnly ? "ro" : "rw")", stage.state)
        guard ended.code == 0 else { throw Surprise(ended.errors) }
    }

    private var ballast: String { stage.state + "/ballast" }
}

extension Stage {
    public func disk(size: String = "1m") async throws -> Disk {
        try await Disk(on: self, size: size)
    }

    /// Starts the daemon on a disk and returns when it is ready.
    public func daemon(on disk: Disk) async throws -> Daemon {
        try await daemon(through: disk.entrance)
    }

    /// Starts a daemon that can't start on a disk, and returns its message and exit status.
    public func failingDaemon(on disk: Disk) async throws -> Ended {
        try await failingDaemon(through: disk.entrance)
    }
}
