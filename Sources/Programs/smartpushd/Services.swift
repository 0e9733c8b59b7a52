import Logging
import Messages
import NIOCore
import PushEngine
import ServiceLifecycle
import Systemd

/// Notifies the service manager that the daemon is ready, and later that it is stopping.
struct Announcement: Service {
    let logger: Logger

    func run() async throws {
        ServiceNotifier.ready()
        logger.notice(.ready, ["event": "ready"])
        try await gracefulShutdown()
        ServiceNotifier.stopping()
        logger.notice(.stopping, ["event": "stopping"])
    }
}

/// Sends the service manager's watchdog signal after the engine has answered. An engine that hangs can't answer.
struct WatchdogService: Service {
    let engine: Engine
    let loop: any EventLoop

    func run() async throws {
        guard let interval = ServiceNotifier.watchdogInterval else { return try await gracefulShutdown() }
        let (ticks, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let task = loop.scheduleRepeatedTask(initialDelay: .zero, delay: .nanoseconds(interval.nanoseconds)) { _ in
            continuation.yield()
        }
        defer { task.cancel() }
        await withGracefulShutdownHandler {
            for await _ in ticks {
                await engine.isAlive()
                ServiceNotifier.watchdog()
            }
        } onGracefulShutdown: {
            continuation.finish()
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
