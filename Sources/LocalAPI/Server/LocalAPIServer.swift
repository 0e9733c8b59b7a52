import FoundationEssentials
import Hummingbird
package import HummingbirdCore
import LocalAPIModel
package import Logging
package import NIOCore
import NIOHTTP1
import ServiceLifecycle
package import UnixListener

/// Serves the local API over HTTP/1.1 on a Unix socket.
///
/// Hummingbird's parts handle HTTP on connections that our own listener accepts. Hummingbird's own server can't take
/// systemd's socket, and its application wakes the process once a second to format the date.
package struct LocalAPIServer: Service {
    /// The listener that the server accepts connections from.
    package typealias Listener = UnixListener<HTTP1Channel.Value>

    private let listener: Listener
    private let http: HTTP1Channel.Configuration
    private let responder: RouterResponder<APIContext>
    /// Limits the bytes of large answers that clients have not read yet.
    private let large = Allowance(Self.largeAnswers)
    private let logger: Logger

    private static let largeAnswers = 16 << 20
    private static let largestSmallAnswer = 64 << 10

    /// Starts listening. Clients wait for their answers until ``run()``.
    /// - Throws: ``UnixListenerError``, or NIO's error if a passed socket can't be used.
    package init(
        _ source: Listener.Source, on loop: any EventLoop, backend: any LocalAPIBackend, logger: Logger
    ) async throws {
        let http = HTTP1Channel.Configuration(
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8_192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 64)
        )
        let channels = HTTP1Channel(responder: { _, _, _ in }, configuration: http)
        let limits = ConnectionLimits(idle: .seconds(20), piece: 4_096, refusal: try Self.refusal)
        listener = try await Listener(source, limits: limits, on: loop, logger: logger) { channel, turn in
            channels.setup(channel: channel, logger: logger).flatMapThrowing { connection in
                try RequestTurns.watch(channel, turn)
                return connection
            }
        }
        responder = Routes.router(backend).buildResponder()
        self.http = http
        self.logger = logger
    }

    /// The answer to a client for which there is no place. It is sent before a request is read.
    private static var refusal: String {
        get throws {
            let problem = Problem(.unavailable, "too many requests are being answered; ask again later")
            let body = String(decoding: try JSONEncoder().encode(problem), as: UTF8.self)
            return "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
                + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        }
    }

    package func run() async throws {
        try await listener.serve { connection, peer in
            let context = APIContext.Source(peer: peer, logger: logger)
            let channel = HTTP1Channel(
                responder: { request, writer, _ in
                    let response = try await respond(to: request, APIContext(source: context))
                    try await writer.write(response: response.head, body: response.body)
                },
                configuration: http
            )
            await channel.handle(value: connection, logger: logger)
        }
    }

    private func respond(to request: Request, _ context: APIContext) async throws -> Response {
        do {
            let response = try bounded(await responder.respond(to: request, context: context))
            // The client would take a body for the beginning of the next answer.
            return request.method == .head ? response.createHeadResponse() : response
        } catch let error as HTTPParserError {
            // The client ended its body early or sent an invalid one. The channel answers that.
            throw error
        } catch {
            logger.error("a request failed: \(error)", metadata: ["event": "api_failure"])
            return Response(status: .internalServerError)
        }
    }

    /// Replaces a large answer by a problem if the answers that clients have not read yet leave no room for it.
    private func bounded(_ response: Response) throws -> Response {
        guard let length = response.body.contentLength, length > Self.largestSmallAnswer else { return response }
        // A ByteBuffer takes the next power of two.
        let size = 1 << (Int.bitWidth - (length - 1).leadingZeroBitCount)
        guard let share = large.share(size) else {
            return try .problem(Problem(.unavailable, "too much is being answered; ask again later, or for less"))
        }
        var response = response
        response.body = ResponseBody(contentLength: length) { [body = response.body] writer in
            try await body.write(writer)
            withExtendedLifetime(share) {}
        }
        return response
    }
}
