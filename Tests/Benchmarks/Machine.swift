import FoundationEssentials

/// The machine that the figures were measured on.
struct Machine: Codable {
    var cpu: String
    var cores: Int
    var kernel: String
    var memory: String
    var disk: String
    var folder: String
    var isRoot: Bool
    var load: String

    init(folder: String) {
        let processors = (fileText(of: "/proc/cpuinfo") ?? "").split(separator: "\n")
        let models = processors.filter { $0.hasPrefix("model name") }
        cpu = models.first?.split(separator: ":").last.map { $0.trimmed } ?? "?"
        cores = ProcessInfo.processInfo.activeProcessorCount
        kernel = kernelVersion()
        let total = (fileText(of: "/proc/meminfo") ?? "").split(separator: "\n").first { $0.hasPrefix("MemTotal:") }
        memory = total?.split(separator: ":").last.map { $0.trimmed } ?? "?"
        disk = Self.mount(of: folder)
        self.folder = folder
        isRoot = (fileText(of: "/proc/self/status") ?? "").contains("\nUid:\t0\t0\t0\t")
        load = (fileText(of: "/proc/loadavg") ?? "?").trimmed
    }

    var words: String {
        """
        machine  \(cpu), \(cores) cores, \(memory)
        kernel   \(kernel), load \(load)
        disk     \(disk), in \(folder)

        """
    }

    /// The device and the file system of a folder (proc_pid_mountinfo(5)).
    private static func mount(of folder: String) -> String {
        let lines = (fileText(of: "/proc/self/mountinfo") ?? "").split(separator: "\n").map { $0.split(separator: " ") }
        let mounts = lines.filter { $0.count > 8 && (folder + "/").hasPrefix($0[4] == "/" ? "/" : $0[4] + "/") }
        guard let mount = mounts.max(by: { $0[4].count < $1[4].count }),
            let dash = mount.firstIndex(of: "-"), mount.count > dash + 2
        else { return "?" }
        return "\(mount[dash + 1]) on \(mount[dash + 2])"
    }

    /// File systems on which a sync costs nothing, so that there is nothing to measure.
    var isInMemory: Bool { disk.hasPrefix("tmpfs") || disk.hasPrefix("ramfs") }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
