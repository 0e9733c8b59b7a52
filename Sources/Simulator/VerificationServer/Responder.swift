import HTTPTypes
import HummingbirdCore
import NIOCore

/// The thin part between a connection and the world: reads a request whole, and does with it what the world decides.
struct Responder: Sendable {
    static let longestBody = 64 * 1024

    let router = Router(routes: Route.table)
    let crossOrigin: CrossOrigin
    /// Applies a change to the world; the one place where calls meet.
    let decide: @Sendable (Call, Result<Route, Refusal>) -> (outcome: World.Outcome, date: String)

    /// Throws where the client gets no answer; the connection is closed by then.
    func response(to request: Request, on channel: any Channel) async throws -> Response {
        var request = request
        var found = router.find(Call(request, from: channel))
        do {
            found.call.body = Array(try await request.collectBody(upTo: Self.longestBody).readableBytesView)
        } catch is NIOTooManyBytesError {
            found.route = .failure(.tooLarge)
        }
        if let route = try? found.route.get(), !crossOrigin.admits(found.call, to: route) {
            found.route = .failure(.foreignOrigin)
        }
        let (outcome, date) = decide(found.call, found.route)
        switch outcome {
        case .answer(var answer):
            if let code = answer.code { answer = await answer.drawing(code) }
            var response = Response(answer, date: date, on: channel)
            if !found.allowed.isEmpty {
                response.headers[.allow] = found.allowed.map(\.rawValue).joined(separator: ", ")
            }
            if let route = try? found.route.get() {
                response.headers.append(contentsOf: crossOrigin.headers(for: found.call, on: route))
            }
            // An answer to HEAD has the length of the body but not the body.
            return request.method == .head ? response.createHeadResponse() : response
        case .close:
            throw Hangup.close(channel)
        case .hang:
            try await untilClientLeaves(request)
            throw Hangup.close(channel)
        }
    }

    /// Returns when the client has closed its end, or when the task is cancelled because the server stops.
    private func untilClientLeaves(_ request: Request) async throws {
        let (open, end) = AsyncStream.makeStream(of: Never.self)
        try await request.body.consumeWithInboundCloseHandler { _ in
            for await _ in open {}
        } onInboundClosed: {
            end.finish()
        }
    }
}

/// Thrown to end a connection that gets no answer, or no whole one.
struct Hangup: Error {
    static func close(_ channel: any Channel) -> Hangup {
        channel.close(promise: nil)
        return Hangup()
    }
}

extension Call {
    fileprivate init(_ request: Request, from channel: any Channel) {
        self.init(method: request.method, path: request.uri.path)
        query = Dictionary(request.uri.queryParameters.map { (String($0.key), String($0.value)) }) { first, _ in first }
        rawQuery = request.uri.query ?? ""
        authorization = request.headers[.authorization]
        authority = request.head.authority
        origin = request.headers[.origin]
        intendedMethod = request.headers[.accessControlRequestMethod]
        userAgent = request.headers[.userAgent]
        address = channel.remoteAddress?.ipAddress
    }
}

extension Response {
    fileprivate init(_ answer: Answer, date: String, on channel: any Channel) {
        var headers = answer.headers
        headers[.date] = headers[.date] ?? date
        self.init(
            status: .init(code: answer.status), headers: headers,
            body: answer.manner.body(answer.body, on: channel))
        // RFC 9110 section 8.6: no length where there can be no body.
        if answer.status == 204 { self.headers[.contentLength] = nil }
    }
}
