import Foundation

extension Figures {
    private static let batch = 500

    /// The daemon's memory at the start and after much work, compared with other agents of a desktop.
    static func memory(_ settings: Settings) throws -> [Measured] {
        let bench = try Bench(settings)
        let agents = try Agents(in: bench.folder)
        try [bench.daemon].awaitRest()
        let fresh = Held(bench.daemon.figures)
        let others = agents.held
        try drive(settings.exchanges, through: bench)
        try [bench.daemon].awaitRest()
        let used = Held(bench.daemon.figures)
        let limits = Held(resident: 32, private: 4)
        let grown = Held(resident: fresh.resident.map { $0 * 1.5 }, private: fresh.private.map { $0 * 1.5 })
        let after = "after \(settings.exchanges) exchanges"
        return fresh.rows("idle, fresh", beside: others, limits, targets: ["≤ 32 MiB", "≤ 4 MiB"])
            + used.rows(after, beside: [("fresh, MiB", fresh)], grown, targets: ["≤ 1.5× fresh", "≤ 1.5× fresh"])
    }

    /// Delivers, acknowledges and denies.
    private static func drive(_ count: Int, through bench: Bench) throws {
        var rest = count
        while rest > 0 {
            let ids = try bench.inbox.deliver(Push.make(min(batch, rest))).ids
            try bench.daemon.awaitAcknowledged(ids)
            try bench.daemon.deny(ids)
            rest -= ids.count
        }
    }
}

/// The memory of a process, in MiB.
struct Held {
    var resident: Double?
    var `private`: Double?

    init(resident: Double?, private: Double?) {
        self.resident = resident
        self.private = `private`
    }

    init(_ figures: ProcessFigures) {
        self.init(resident: figures.resident, private: figures.privateMemory)
    }

    /// A row for each kind of memory and each of the `others`. Without others, a row for each kind.
    func rows(_ when: String, beside others: [(String, Held)], _ limits: Held, targets: [String]) -> [Measured] {
        let kinds: [(String, KeyPath<Held, Double?>)] = [("resident", \.resident), ("private", \.private)]
        return zip(kinds, targets).flatMap { kind, target in
            let (name, path) = kind
            let value = self[keyPath: path]
            let met = value.flatMap { value in limits[keyPath: path].map { value <= $0 } }
            let references = others.compactMap { other in other.1[keyPath: path].map { (other.0, $0) } }
            var row = Measured(
                8, "\(name), \(when)", value, "MiB", reference: references.first, target: target, met: met)
            if references.isEmpty { row.note = "there is nothing to compare with" }
            if value == nil { row.note = "smaps_rollup of a process that forbids dumps needs root" }
            return [row]
                + references.dropFirst().map { Measured(8, "\(name), \(when)", value, "MiB", reference: $0) }
        }
    }
}

/// Agents that run on many desktops.
final class Agents {
    private var running: [(name: String, child: Child)] = []

    init(in folder: WorkFolder) throws {
        let environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
        let log = folder.path + "/agents.log"
        if let program = Self.find("ssh-agent") {
            // Uses a copy. The installed one is setgid, and the kernel does not end such a program with its parent.
            let copy = folder.path + "/ssh-agent"
            try FileManager.default.copyItem(atPath: program, toPath: copy)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: copy)
            let arguments = ["-D", "-a", folder.path + "/ssh.sock"]
            running.append(("ssh-agent, MiB", try Child(copy, arguments, environment: environment, log: log)))
        }
        if let program = Self.find("gpg-agent") {
            // It uses its standard input, which stays open, as a connection.
            let arguments = ["--homedir", try folder.subfolder("gnupg"), "--server"]
            running.append(("gpg-agent, MiB", try Child(program, arguments, environment: environment, log: log)))
        }
    }

    var held: [(String, Held)] {
        running.filter { $0.child.isRunning }.map { ($0.name, Held(ProcessFigures(pid: $0.child.pid))) }
    }

    private static func find(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
