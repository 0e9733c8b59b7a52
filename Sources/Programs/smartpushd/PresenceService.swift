import EventLoopExecutor
import Glibc
import Logging
import Messages
import NIOCore
import PushEngine
import ServiceLifecycle
import Synchronization
import Systemd

/// Tells the engine whether the user is active at an unlocked session, and when the machine sleeps and wakes. logind
/// knows both. Without it the user counts as active.
struct PresenceService: Service {
    private static let longestPause = TimeAmount.minutes(5)

    let engine: Engine
    let loop: any EventLoop
    let executor: EventLoopExecutor
    let logger: Logger

    private enum Event: Sendable {
        case connect
        case signal(LoginService.Signal)
        case closed
    }

    func run() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        continuation.yield(.connect)
        await withGracefulShutdownHandler {
            await watch(events, continuation)
        } onGracefulShutdown: {
            continuation.finish()
        }
    }

    private func watch(_ events: AsyncStream<Event>, _ continuation: AsyncStream<Event>.Continuation) async {
        var bus: MessageBus?
        // A bus that was never there is not looked for again: that would only wake the machine.
        var pause: TimeAmount?
        let changes = PendingChange()
        for await event in events {
            switch event {
            case .connect:
                bus = await connect(changes, continuation)
                if bus != nil { pause = .seconds(1) }
            case .closed: bus = nil
            case .signal(.sessionsChanged):
                changes.isTaken()
                await engine.userIsActive(await isUserActive(bus))
            case .signal(.machineSleeps): await engine.machineSleeps()
            case .signal(.machineWoke): await engine.machineWoke()
            }
            guard bus == nil else { continue }
            await engine.userIsActive(true)
            guard let wait = pause else { continue }
            loop.scheduleTask(in: wait) { continuation.yield(.connect) }
            pause = min(wait + wait, Self.longestPause)
        }
    }

    /// - Returns: `nil` if there is no bus.
    private func connect(
        _ changes: PendingChange, _ continuation: AsyncStream<Event>.Continuation
    ) async -> MessageBus? {
        do {
            let bus = try MessageBus(.system, on: loop, executor: executor) { _ in continuation.yield(.closed) }
            for rule in LoginService.rules {
                try await bus.receive(rule) { message in
                    guard let signal = LoginService.signal(message) else { return }
                    if signal != .sessionsChanged || changes.isNew() { continuation.yield(.signal(signal)) }
                }
            }
            try await bus.start()
            if changes.isNew() { continuation.yield(.signal(.sessionsChanged)) }
            return bus
        } catch {
            logger.debug("there is no system bus: \(error.description)", metadata: ["event": "presence"])
            return nil
        }
    }

    private func isUserActive(_ bus: MessageBus?) async -> Bool {
        guard let bus else { return true }
        do {
            let isActive = try await LoginService.sessions(of: getuid(), on: bus).isUserActive
            logger.debug("the user is \(isActive ? "active" : "not active")", metadata: ["event": "presence"])
            return isActive
        } catch {
            logger.debug("logind does not answer: \(error.description)", metadata: ["event": "presence"])
            return true
        }
    }
}

/// Whether a change of the sessions waits to be read. Signals often come in groups, and one reading serves all.
private final class PendingChange: Sendable {
    private let isPending = Mutex(false)

    /// - Returns: whether none has waited yet.
    func isNew() -> Bool {
        isPending.withLock { isPending in
            defer { isPending = true }
            return !isPending
        }
    }

    /// The change is being read. What changes from now on has to be read again.
    func isTaken() {
        isPending.withLock { $0 = false }
    }
}
