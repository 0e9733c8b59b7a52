import FoundationEssentials
import TestSupport

/// A system bus of its own, with an imitation of logind that has one session of this user.
struct TestLogin {
    let stage: Stage
    let program: RunningProgram
    /// For a daemon that is to use this bus.
    let environment: [String: String?]

    init(_ stage: Stage) async throws {
        self.stage = stage
        let address = "unix:path=\(stage.folder)/system-bus"
        let configuration = """
            <busconfig><type>system</type><listen>\(address)</listen><policy context="default">
            <allow send_destination="*" eavesdrop="true"/><allow receive_sender="*" eavesdrop="true"/><allow own="*"/>
            </policy></busconfig>
            """
        let file = try stage.write(configuration, to: stage.folder + "/system-bus.conf")
        let bus = try await stage.start("dbus-daemon", ["--nofork", "--print-address=1", "--config-file", file])
        try await bus.output.line(with: "unix:")
        environment = ["DBUS_SYSTEM_BUS_ADDRESS": address]
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Desktop/logind.py"
        program = try await stage.start("python3", [script], environment: environment)
        try await program.output.line(with: "ready")
    }

    func locks(_ isLocked: Bool) async throws {
        try await hand("Set", "string:LockedHint", "boolean:\(isLocked)")
    }

    func rests(_ isIdle: Bool) async throws {
        try await hand("Set", "string:IdleHint", "boolean:\(isIdle)")
    }

    func logsOut() async throws {
        try await hand("Remove")
    }

    func sleeps(_ isSleeping: Bool) async throws {
        try await hand("Sleep", "boolean:\(isSleeping)")
    }

    private func hand(_ method: String, _ arguments: String...) async throws {
        let call = ["--system", "--print-reply", "--dest=org.freedesktop.login1", "/org/freedesktop/login1"]
        let ended = try await stage.run(
            "dbus-send", call + ["test.Hand.\(method)"] + arguments, environment: environment)
        guard ended.code == 0 else { throw Surprise(ended.errors) }
    }
}
