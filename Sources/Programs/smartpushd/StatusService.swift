import PushEngine
import ServiceLifecycle
import Systemd

/// Tells the service manager in words what goes on, for `systemctl --user status smartpushd`.
struct StatusService: Service {
    let engine: Engine

    func run() async throws {
        let (changes, end) = await engine.summaries()
        await withGracefulShutdownHandler {
            for await summary in changes { ServiceNotifier.status(summary.inWords) }
        } onGracefulShutdown: {
            end()
        }
    }
}

extension EngineSummary {
    /// As in "2 open, 3 enrollments; no answer from the server of 1".
    var inWords: String {
        var words = "\(open) open, \(enrollments) enrollment\(enrollments == 1 ? "" : "s")"
        if enrollments == 0 { words += "; enroll this device: smartpush enroll" }
        if away > 0 { words += "; no answer from the server of \(away)" }
        if let storeFailure { words += "; \(storeFailure.inWords)" }
        return words
    }
}
