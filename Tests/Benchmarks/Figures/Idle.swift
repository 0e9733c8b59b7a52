extension Figures {
    /// What the daemon does while it is idle.
    static func idle(_ settings: Settings) throws -> [Measured] {
        let bench = try Bench(settings)
        try bench.signIn()
        let echo = try EchoServer(in: bench.folder.path, request: 1, response: 1)
        try bench.daemon.child.run(for: settings.settleTime)
        let (daemon, reference) = (bench.daemon.figures, ProcessFigures(pid: echo.child.pid))
        let before = try (IdleFigures(daemon), IdleFigures(reference))
        try bench.daemon.child.run(for: settings.idleTime)
        let after = try (IdleFigures(daemon), IdleFigures(reference))
        let switches = (after.0.switches - before.0.switches, after.1.switches - before.1.switches)
        let time = (after.0.time - before.0.time, after.1.time - before.1.time)
        let seconds = "\(Int(settings.idleTime.seconds)) s"
        return [
            Measured(
                7, "idle for \(seconds), context switches", Double(switches.0), "",
                reference: ("C, blocked in read", Double(switches.1)), target: "none", met: switches.0 == 0,
                note: "\(daemon.threads ?? 0) threads; after a sign-in and \(Int(settings.settleTime.seconds)) s alone"
            ),
            Measured(
                7, "idle for \(seconds), processor time", time.0.milliseconds, "ms",
                reference: ("C, blocked in read", time.1.milliseconds), target: "none", met: time.0 == .zero
            ),
        ]
    }

    private struct IdleFigures {
        var switches: Int
        var time: Duration

        init(_ process: ProcessFigures) throws {
            guard let switches = process.contextSwitches, let time = process.processorTime else {
                throw Unexpected("/proc tells nothing of \(process.pid)")
            }
            self.switches = switches
            self.time = time
        }
    }
}
