import CSystemd
package import EventLoopExecutor
import Glibc
package import NIOCore

/// The message bus of the session, or of the system (sd-bus(3)), on one of NIO's event loops.
///
/// Nothing here waits for the other side: a call's answer comes to a closure, however long it takes. The closures are
/// called on the event loop, in the order in which the messages came.
package actor MessageBus {
    package enum Kind: Sendable {
        case session
        case system
    }

    package typealias Receiver = @Sendable (BusMessage) -> Void
    package typealias Answer = @Sendable (Result<BusMessage, BusError>) -> Void

    private let executor: EventLoopExecutor
    private let loop: any EventLoop
    private let connection: BusConnection
    private var watch: DescriptorWatch?
    private var timeout: Scheduled<Void>?
    private var onClose: (@Sendable (BusError) -> Void)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Connects; what goes wrong later on, `onClose` is told, once.
    /// - Throws: where there is no such bus.
    package init(
        _ kind: Kind, on loop: any EventLoop, executor: EventLoopExecutor,
        onClose: @escaping @Sendable (BusError) -> Void
    ) throws(BusError) {
        self.loop = loop
        self.executor = executor
        self.onClose = onClose
        connection = try BusConnection(kind)
    }

    /// Begins to work. What was sent before waits for it.
    package func start() throws(BusError) {
        watch = DescriptorWatch(connection.descriptor) { [loop, weak self] in
            loop.execute { self?.assumeIsolated { bus in bus.work() } }
        }
        guard watch != nil else {
            throw BusError(name: "files", description: "too many files are open (ulimit -n)")
        }
        work()
    }

    /// Calls a method. `onAnswer` is called once, with an error where no answer comes.
    package func call(_ call: BusCall, onAnswer: @escaping Answer) {
        do {
            try connection.call(call, onAnswer)
        } catch {
            onAnswer(.failure(error))
        }
        rest()
    }

    /// Hears the signals that `rule` matches, as the D-Bus specification writes such rules.
    package func receive(_ rule: String, _ receiver: @escaping Receiver) throws(BusError) {
        try connection.receive(rule, receiver)
        rest()
    }

    /// The same, for a task that waits.
    package func answer(to call: BusCall) async throws(BusError) -> BusMessage {
        let answer = await withCheckedContinuation { continuation in
            self.call(call) { continuation.resume(returning: $0) }
        }
        return try answer.get()
    }

    /// Takes in and sends what there is.
    private func work() {
        do {
            while try connection.step() {}
        } catch {
            close(error)
        }
        rest()
    }

    /// Sleeps until there is something to do.
    private func rest() {
        timeout?.cancel()
        timeout = nil
        guard onClose != nil, let watch else { return }
        let needs = connection.needs
        if let deadline = needs.deadline {
            timeout = loop.scheduleTask(deadline: .uptimeNanoseconds(deadline)) { [weak self] in
                self?.assumeIsolated { bus in bus.work() }
            }
        }
        watch.arm(needs.events)
    }

    private func close(_ error: BusError) {
        watch = nil
        onClose?(error)
        onClose = nil
    }
}
