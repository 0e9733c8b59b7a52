import FoundationEssentials
import Subprocess
import TestSupport
import Testing

@Suite("Sockets that systemd passes")
struct SocketActivationTests {
    @Test("are served, and not removed")
    func activation() async throws {
        try await Stage.with { stage in
            let inbox = stage.folder + "/passed-inbox"
            let api = stage.folder + "/passed-api"
            // systemd-socket-activate(1) passes on only the variables that are named.
            let passed = ["PATH", "HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME"].flatMap {
                ["-E", $0]
            }
            let activator = try await stage.start(
                "systemd-socket-activate",
                ["--listen=\(inbox)", "--listen=\(api)", "--fdname=inbox:api"] + passed
                    + ["smartpushd"])
            try await activator.errors.line(with: "Listening on \(api)")
            let daemon = Daemon(activator, stage, api: api, inbox: inbox)
            // The first connection starts it, and waits until it runs.
            _ = try await daemon.enroll(silentEnrollment)
            #expect(try await daemon.deliver(push(silentEnrollment).text)["ok"] == true)
            #expect(!FileManager.default.fileExists(atPath: stage.api), "it makes none of its own")
            #expect(try await daemon.stop() == .exited(0))
            for path in [inbox, api] { #expect(FileManager.default.fileExists(atPath: path)) }
        }
    }
}
