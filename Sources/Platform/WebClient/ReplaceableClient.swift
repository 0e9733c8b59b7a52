import AsyncHTTPClient
import NIOCore
import Synchronization

/// An HTTP client whose connections can be dropped.
///
/// The library has no call for that, so the client is replaced. The earlier one finishes its requests, and is then shut
/// down.
final class ReplaceableClient: Sendable {
    /// One of the library's clients.
    private struct Generation {
        let client: HTTPClient
        var requests = 0
        /// Whether it has had a request, and so may have connections.
        var isUsed = false
    }

    private struct State {
        var generations: [Int: Generation] = [:]
        /// The number of the one for new requests.
        var current = 0
        var isShutDown = false
    }

    private let configuration: HTTPClient.Configuration
    private let loop: any EventLoop
    private let state: Mutex<State>

    /// - Parameters:
    ///   - configuration: of each client.
    ///   - loop: where everything runs.
    init(_ configuration: HTTPClient.Configuration, on loop: any EventLoop) {
        self.configuration = configuration
        self.loop = loop
        let client = HTTPClient(eventLoopGroup: loop, configuration: configuration)
        state = Mutex(State(generations: [0: Generation(client: client)]))
    }

    /// Sends a request with the present client.
    func use<Value>(_ body: (HTTPClient) async throws -> Value) async throws -> Value {
        let (number, client) = try begin()
        defer { end(number) }
        return try await body(client)
    }

    /// Closes the connections that no request uses, and the others after their requests.
    func dropConnections() {
        let earlier = state.withLock { state -> HTTPClient? in
            let number = state.current
            guard let generation = state.generations[number], generation.isUsed, !state.isShutDown else { return nil }
            state.current += 1
            let client = HTTPClient(eventLoopGroup: loop, configuration: configuration)
            state.generations[state.current] = Generation(client: client)
            return generation.requests == 0 ? state.generations.removeValue(forKey: number)?.client : nil
        }
        earlier?.shutdown().whenComplete { _ in }
    }

    /// Cancels all requests under way. No request can be sent afterwards.
    func shutdown() async throws {
        let clients = state.withLock { state in
            state.isShutDown = true
            return state.generations.values.map(\.client)
        }
        for end in clients.map({ $0.shutdown() }) { try await end.get() }
    }

    private func begin() throws -> (Int, HTTPClient) {
        try state.withLock { state in
            let number = state.current
            guard var generation = state.generations[number] else { throw HTTPClientError.alreadyShutdown }
            generation.requests += 1
            generation.isUsed = true
            state.generations[number] = generation
            return (number, generation.client)
        }
    }

    private func end(_ number: Int) {
        let earlier = state.withLock { state -> HTTPClient? in
            state.generations[number]?.requests -= 1
            guard number != state.current, state.generations[number]?.requests == 0, !state.isShutDown else {
                return nil
            }
            return state.generations.removeValue(forKey: number)?.client
        }
        earlier?.shutdown().whenComplete { _ in }
    }
}
