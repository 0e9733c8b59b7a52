import FoundationEssentials

/// What the kernel tells of a running process.
struct ProcessFigures {
    let pid: Int32

    /// The times that any of its threads was switched away from, of its own will or not.
    var contextSwitches: Int? {
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") else {
            return nil
        }
        return threads.reduce(0) { sum, thread in
            let status = Fields("/proc/\(pid)/task/\(thread)/status")
            return sum + (status["voluntary_ctxt_switches"] ?? 0) + (status["nonvoluntary_ctxt_switches"] ?? 0)
        }
    }

    /// Of all its threads.
    var processorTime: Duration? {
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") else {
            return nil
        }
        return threads.reduce(Duration.zero) { sum, thread in
            let time = fileText(of: "/proc/\(pid)/task/\(thread)/schedstat")?.split(separator: " ").first
            return sum + .nanoseconds(time.flatMap { Int64($0) } ?? 0)
        }
    }

    /// What it takes of the processor to do something.
    func processorTime(of body: () throws -> Void) throws -> Duration {
        let before = processorTime
        try body()
        guard let before, let after = processorTime else { throw Unexpected("/proc tells nothing of \(pid)") }
        return after - before
    }

    /// In MiB.
    var resident: Double? { Fields("/proc/\(pid)/status")["VmRSS"].map { Double($0) / 1_024 } }

    /// What is this process's alone and can't be read again from a file, in MiB; `nil` where this program may not look: a
    /// process that forbids dumps shows it to root alone. The pages of a program that runs once count as private too, but
    /// are the page cache's, and go when memory is short.
    var privateMemory: Double? {
        Fields("/proc/\(pid)/smaps_rollup")["Private_Dirty"].map { Double($0) / 1_024 }
    }

    /// Its share of the memory that it has in use, in MB: a page that several processes have is divided among them. `nil` as
    /// for ``privateMemory``.
    var proportionalMemory: Double? {
        Fields("/proc/\(pid)/smaps_rollup")["Pss"].map { Double($0) * 1_024 / 1_000_000 }
    }

    var threads: Int? { Fields("/proc/\(pid)/status")["Threads"] }
}

/// A file of lines like `Name:  123 kB`.
private struct Fields {
    private let lines: [Substring]

    init(_ path: String) {
        lines = (fileText(of: path) ?? "").split(separator: "\n")
    }

    subscript(_ name: String) -> Int? {
        lines.first { $0.hasPrefix(name + ":") }?
            .dropFirst(name.count + 1).split { $0 == " " || $0 == "\t" }.first.flatMap { Int($0) }
    }
}
