import Messages
import PushEngine
import ServiceLifecycle
import Systemd

/// Sends the service manager a summary for `systemctl --user status smartpushd`.
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
    var inWords: String {
        DaemonMessage.summary(
            open: open, enrollments: enrollments, away: away, storeFailure.map { DatabaseFailure($0) }
        ).english
    }
}
