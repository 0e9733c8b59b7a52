import CSystemd
package import EventLoopExecutor
import Glibc
package import NIOCore

/// A connection to the message bus of the session or of the system (sd-bus(3)), on one of NIO's event loops.
///
/// No call blocks the loop. Closures take the answers; they are called on the event loop, in the order of the messages.
package actor MessageBus {
    /// Which bus.
    package enum Kind: Sendable {
        case session
        case system
    }

    /// Called on the event loop for each signal.
    package typealias Receiver = @Sendable (BusMessage) -> Void
    /// Called on the event loop once, with the answer to a call or with its error.
    package typealias Answer = @Sendable (Result<BusMessage, BusError>) -> Void

    private let executor: EventLoopExecutor
    private let loop: any EventLoop
    private let connection: BusConnection
    private var watch: DescriptorWatch?
    private var timeout: Scheduled<Void>?
    private var onClose: (@Sendable (BusError) -> Void)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Connects to the bus.
    /// - Parameters:
    ///   - kind: which bus.
    ///   - loop: calls the closures.
    ///   - executor: runs this actor on that loop.
    ///   - onClose: called once, with the reason, if the connection ends later.
    /// - Throws: ``BusError`` if there is no such bus.
    package init(
        _ kind: Kind, on loop: any EventLoop, executor: EventLoopExecutor,
        onClose: @escaping @Sendable (BusError) -> Void
    ) throws(BusError) {
        self.loop = loop
        self.executor = executor
        self.onClose = onClose
        connection = try BusConnection(kind)
    }

    /// Starts to send and receive. Calls made before wait for this.
    /// - Throws: ``BusError`` if the connection can't be watched.
    package func start() throws(BusError) {
        watch = DescriptorWatch(connection.descriptor) { [loop, weak self] in
            loop.execute { self?.assumeIsolated { bus in bus.work() } }
        }
        guard watch != nil else {
            throw BusError(name: "files", description: "too many files are open (ulimit -n)")
        }
        work()
    }

    /// Calls a method.
    /// - Parameters:
    ///   - call: the method and its arguments.
    ///   - onAnswer: called once, with the answer, or with an error if none comes.
    package func call(_ call: BusCall, onAnswer: @escaping Answer) {
        do {
            try connection.call(call, onAnswer)
        } catch {
            onAnswer(.failure(error))
        }
        rest()
    }

    /// Receives signals for as long as the connection lives.
    /// - Parameters:
    ///   - rule: which signals; a match rule of the D-Bus specification.
    ///   - receiver: called for each signal.
    /// - Throws: ``BusError`` if the rule is not valid.
    package func receive(_ rule: String, _ receiver: @escaping Receiver) throws(BusError) {
        try connection.receive(rule, receiver)
        rest()
    }

    /// Calls a method and waits for its answer.
    /// - Throws: the error that the service or the bus answered with, or why no answer came.
    package func answer(to call: BusCall) async throws(BusError) -> BusMessage {
        let answer = await withCheckedContinuation { continuation in
            self.call(call) { continuation.resume(returning: $0) }
        }
        return try answer.get()
    }

    /// Receives and sends all that is ready.
    private func work() {
        do {
            while try connection.step() {}
        } catch {
            close(error)
        }
        rest()
    }

    /// Waits for the descriptor and for the next timeout.
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
