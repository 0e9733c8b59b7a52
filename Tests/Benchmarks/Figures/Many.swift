extension Figures {
    private static let daemons = 30

    /// The memory of each of many idle daemons, as on a machine with many users.
    static func many(_ settings: Settings) throws -> [Measured] {
        let folder = try WorkFolder(in: settings.folder)
        let wire = try Wire()
        defer { wire.stop() }
        let running = try (0..<daemons).map { number in
            let daemon = try DaemonUnderTest(settings.binaries, in: "\(folder.path)/\(number)")
            try daemon.enroll(at: wire)
            return daemon
        }
        defer { for daemon in running { daemon.stop() } }
        try running.awaitRest()
        let shares = running.compactMap(\.figures.proportionalMemory)
        let mean = shares.count == daemons ? shares.reduce(0, +) / Double(daemons) : nil
        return [
            Measured(
                8, "proportional memory of each of \(daemons) idle daemons", mean, "MB", target: "≤ 2.8 MB",
                met: mean.map { $0 <= 2.8 },
                note: mean == nil ? "smaps_rollup of a process that forbids dumps needs root" : nil)
        ]
    }
}
