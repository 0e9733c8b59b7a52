import FoundationEssentials
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import SimulatorHTTP
import Synchronization

/// A cidaas Smart PUSH verification server on the loopback address. It has the web's and the device's paths of both
/// path sets, the real server's rules, and one built-in user. Its pushes go to a Unix socket.
///
/// Run it as a service or in a task; ``enrollment()`` and ``baseURL()`` wait until it listens. It ends when it is shut
/// down or cancelled, without waiting for open connections.
package final class Simulator: Service {
    private let configuration: SimulatorConfiguration
    private let logger: Logger
    private let pushSender: PushSender
    private let state: Mutex<SimulatorState>
    private let listening = Deferred<String>()

    /// A simulator that ``run()`` starts. `logger` gets warnings about pushes that could not be delivered.
    package init(
        configuration: SimulatorConfiguration = SimulatorConfiguration(),
        logger: Logger = Logger(label: "smartpush-sim")
    ) {
        self.configuration = configuration
        self.logger = logger
        pushSender = PushSender(logger: logger)
        state = Mutex(SimulatorState(configuration))
    }

    /// Serves until shutdown.
    /// - Throws: ``SimulatorError`` if it cannot start. Callers that wait for it get the same error.
    package func run() async throws {
        do {
            let server = try server()
            // Shutdown cancels everything: no work here has to be finished, and a hanging fault would never end.
            try await cancelWhenGracefulShutdown {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await server.run() }
                    group.addTask { await self.pushSender.run() }
                    try await group.next()
                    group.cancelAll()
                }
            }
            listening.resolve(.failure(CancellationError()))
        } catch {
            let reason = SimulatorError(error, configuration)
            listening.resolve(.failure(reason))
            throw reason
        }
    }

    /// Waits until it listens, and returns `http://127.0.0.1:PORT` or, with a certificate, `https://localhost:PORT`.
    /// - Throws: the error that kept ``run()`` from starting, or `CancellationError`.
    package func baseURL() async throws -> String { try await listening.value() }

    /// The built-in device, with its current push id. Waits until it listens.
    /// - Throws: as ``baseURL()``.
    package func enrollment() async throws -> Enrollment {
        _ = try await baseURL()
        return state.withLock { $0.builtInEnrollment }
    }

    /// The id of the native application that is registered from the start: the authenticator app, which signs its user in
    /// to enroll a device.
    package var loginClientID: String { state.withLock { $0.authenticatorID } }

    /// Registers a further device, as `POST /sim/devices` does, and returns its enrollment. Waits until it listens.
    /// - Throws: ``SimulatorError/refused(_:)`` if there is such a device already, or too many; else as ``baseURL()``.
    package func register(_ device: DeviceRequest) async throws -> Enrollment {
        _ = try await baseURL()
        do throws(Refusal) {
            return try state.withLock { state throws(Refusal) in try state.register(device) }
        } catch {
            throw SimulatorError.refused(error.info)
        }
    }

    /// The last 10,000 requests, oldest first.
    package var log: [LoggedRequest] { state.withLock { $0.log.entries } }

    /// The requests in the log, then each one as it is answered. A test can await a request instead of sleeping.
    package func requests() -> AsyncStream<LoggedRequest> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LoggedRequest.self, bufferingPolicy: .bufferingNewest(RequestLog.limit))
        let id = state.withLock { $0.log.add(continuation) }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.log.remove(id) } }
        return stream
    }

    /// Makes the next `times` requests of `step` meet `fault`. Several faults fire in the order in which they were
    /// armed.
    /// - Throws: ``SimulatorError/refused(_:)`` if this fault is not possible there, or too many are armed.
    package func arm(_ fault: Fault, on step: Step, times: Int = 1) throws(SimulatorError) {
        do {
            let armed = try ArmedFault(fault, on: step, times: times)
            try state.withLock { state in try state.faults.arm(armed) }
        } catch let error as Refusal {
            throw .refused(error.info)
        } catch {
            throw .refused("\(error)")
        }
    }

    /// Removes every fault that is still armed.
    package func disarmAll() { state.withLock { $0.faults.disarmAll() } }

    private func server() throws -> any Service {
        let exchange = SimulatorExchange(crossOrigin: CrossOrigin(named: configuration.origins)) {
            [self] request, route in
            let (outcome, push, date) = state.withLock { state in
                let (outcome, push) = state.outcome(of: request, route: route)
                return (outcome, push, state.source.now().imfFixdate)
            }
            if let push { pushSender.send(push) }
            return (outcome, date)
        }
        let quiet = configuration.quiet(logger)
        let router = SimulatorRouter(exchange, logger: quiet)
        let fault: @Sendable () -> Fault? = { [self] in state.withLock { $0.faults.fire(on: .connect) } }
        return try configuration.server(fault: fault).buildServer(
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: configuration.port)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet,
            responder: { request, writer, channel in
                let response = try await router.respond(to: request, on: channel)
                try await writer.write(response: response.head, body: response.body)
            },
            onServerRunning: { [self] in isListening(on: $0.localAddress?.port ?? 0) })
    }

    private func isListening(on port: Int) {
        let scheme = configuration.tls == nil ? "http" : "https"
        let baseURL = "\(scheme)://\(configuration.tls == nil ? "127.0.0.1" : "localhost"):\(port)"
        state.withLock { state in
            state.baseURL = baseURL
            state.landing = "\(scheme)://localhost:\(port)/sim/landing"
            state.elsewhere = "\(scheme)://\(configuration.tls == nil ? "localhost" : "127.0.0.1"):\(port)/elsewhere"
        }
        listening.resolve(.success(baseURL))
    }
}
