import FoundationEssentials

/// What the kernel reports about a running process.
struct ProcessFigures {
    let pid: Int32

    /// The number of context switches of all its threads, voluntary or not.
    var contextSwitches: Int? {
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") else {
            return nil
        }
        return threads.reduce(0) { sum, thread in
            let status = Fields("/proc/\(pid)/task/\(thread)/status")
            return sum + (status["voluntary_ctxt_switches"] ?? 0) + (status["nonvoluntary_ctxt_switches"] ?? 0)
        }
    }

    /// The total of all its threads.
    var processorTime: Duration? {
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") else {
            return nil
        }
        return threads.reduce(Duration.zero) { sum, thread in
            let time = fileText(of: "/proc/\(pid)/task/\(thread)/schedstat")?.split(separator: " ").first
            return sum + .nanoseconds(time.flatMap { Int64($0) } ?? 0)
        }
    }

    /// The processor time that it uses for something.
    func processorTime(of body: () throws -> Void) throws -> Duration {
        let before = processorTime
        try body()
        guard let before, let after = processorTime else { throw Unexpected("/proc tells nothing of \(pid)") }
        return after - before
    }

    /// In MiB.
    var resident: Double? { Fields("/proc/\(pid)/status")["VmRSS"].map { Double($0) / 1_024 } }

    /// The private memory that can't be read again from a file, in MiB; `nil` if this program may not read it, because
    /// a process that forbids dumps shows it only to root. If a program runs only once, its file pages count as
    /// private, too, but they belong to the page cache and can be dropped, so they are left out.
    var privateMemory: Double? {
        Fields("/proc/\(pid)/smaps_rollup")["Private_Dirty"].map { Double($0) / 1_024 }
    }

    /// Its proportional share of the memory that it uses, in MB: a page that several processes share is divided among
    /// them. `nil` as for ``privateMemory``.
    var proportionalMemory: Double? {
        Fields("/proc/\(pid)/smaps_rollup")["Pss"].map { Double($0) * 1_024 / 1_000_000 }
    }

    var threads: Int? { Fields("/proc/\(pid)/status")["Threads"] }
}

/// A file with lines such as `Name:  123 kB`.
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
