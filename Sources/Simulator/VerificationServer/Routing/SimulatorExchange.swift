import HTTPTypes
import Hummingbird
import NIOCore
import SimulatorHTTP

/// Connects the HTTP server with the simulator's state: reads a request completely and carries out the state's
/// decision.
struct SimulatorExchange: Sendable {
    static let longestBody = 64 * 1024

    let crossOrigin: CrossOrigin
    /// Applies a request to the state. Fault, answer and log entry are one step, with no other request in between.
    let decide: @Sendable (ServerRequest, Result<Route, Refusal>) -> (outcome: SimulatorState.Outcome, date: String)

    /// Throws if the client gets no answer; the connection is then already closed.
    func respond(to request: Request, _ context: SimulatorContext, _ match: RouteMatch) async throws -> Response {
        var request = request
        let (call, route) = try await read(&request, context, match)
        let (outcome, date) = decide(call, route)
        switch outcome {
        case .answer(var answer):
            if let text = answer.qrCode { answer = await answer.drawing(text) }
            var response = Response(answer, date: date, on: context.channel)
            if !match.allowed.isEmpty {
                response.headers[.allow] = match.allowed.map(\.rawValue).joined(separator: ", ")
            }
            if let route = try? route.get() {
                response.headers.append(contentsOf: crossOrigin.headers(for: call, on: route))
            }
            return response
        case .close:
            throw ConnectionClosed.close(context.channel)
        case .hang:
            try await untilClientLeaves(request)
            throw ConnectionClosed.close(context.channel)
        }
    }

    /// Returns the request with its body and the path's values, and its route, or a refusal if the request is not
    /// allowed.
    private func read(
        _ request: inout Request, _ context: SimulatorContext, _ match: RouteMatch
    ) async throws -> (ServerRequest, Result<Route, Refusal>) {
        var call = context.request
        if call.method != .options, (try? match.route.get()) != nil {
            for (name, value) in context.parameters { call.parameters[String(name)] = String(value) }
        }
        do {
            call.body = Array(try await request.collectBody(upTo: Self.longestBody).readableBytesView)
        } catch is NIOTooManyBytesError {
            return (call, .failure(.tooLarge))
        }
        if let route = try? match.route.get(), !crossOrigin.admits(call, to: route) {
            return (call, .failure(.foreignOrigin))
        }
        return (call, match.route)
    }

    /// Waits until the client has closed its end, or until the server stops and the task is cancelled.
    private func untilClientLeaves(_ request: Request) async throws {
        let (open, end) = AsyncStream.makeStream(of: Never.self)
        try await request.body.consumeWithInboundCloseHandler { _ in
            for await _ in open {}
        } onInboundClosed: {
            end.finish()
        }
    }
}

/// Thrown to end a connection without an answer, or with an incomplete one.
struct ConnectionClosed: Error {
    static func close(_ channel: any Channel) -> ConnectionClosed {
        channel.close(promise: nil)
        return ConnectionClosed()
    }
}

extension Response {
    fileprivate init(_ response: ServerResponse, date: String, on channel: any Channel) {
        var headers = response.headers
        headers[.date] = headers[.date] ?? date
        self.init(
            status: .init(code: response.status), headers: headers,
            body: response.transmission.body(response.body, on: channel))
        // A status that has no body has no length either (RFC 9110, section 8.6).
        if response.status == 204 { self.headers[.contentLength] = nil }
    }
}
