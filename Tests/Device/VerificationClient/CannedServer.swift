import NIOCore
import NIOPosix
import PushExchange
import Synchronization
import VerificationClient

/// A server that sends the same bytes on every connection, and records what it receives.
struct CannedServer: Sendable {
    /// What it does after a request has come.
    enum Behaviour: Sendable {
        /// Sends this, then closes.
        case answer(String)
        /// Sends these, one for each request, then closes; nothing after the last.
        case answers([String])
        /// Sends this at once, then closes.
        case answerAnything(String)
        /// Closes without sending.
        case close
        /// Closes as soon as a client connects.
        case closeAtOnce
        /// Sends nothing, and keeps the connection open.
        case silence
    }

    let baseURL: String
    fileprivate let received: Received

    /// Everything that it has received so far.
    var requests: [String] { received.requests.withLock { $0 } }

    final class Received: Sendable {
        let requests = Mutex<[String]>([])
    }
}

/// Runs `body` with such a server.
func withCannedServer<Value>(
    _ behaviour: CannedServer.Behaviour, _ body: (CannedServer) async throws -> Value
) async throws -> Value {
    let received = CannedServer.Received()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Canner(behaviour: behaviour, received: received))
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let server = CannedServer(
        baseURL: "http://127.0.0.1:\(channel.localAddress?.port ?? 0)", received: received)
    do {
        let value = try await body(server)
        try await channel.close()
        return value
    } catch {
        try? await channel.close()
        throw error
    }
}

private final class Canner: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let behaviour: CannedServer.Behaviour
    private let received: CannedServer.Received
    private var request = ""

    init(behaviour: CannedServer.Behaviour, received: CannedServer.Received) {
        self.behaviour = behaviour
        self.received = received
    }

    func channelActive(context: ChannelHandlerContext) {
        if case .closeAtOnce = behaviour { context.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        request += String(buffer: unwrapInboundIn(data))
        if case .answerAnything(let text) = behaviour {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            return context.close(promise: nil)
        }
        guard request.isWholeRequest else { return }
        let count = received.requests.withLock { requests in
            requests.append(request)
            return requests.count
        }
        switch behaviour {
        case .answers(let texts):
            let text = texts.indices.contains(count - 1) ? texts[count - 1] : ""
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        case .answer(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        case .close: context.close(promise: nil)
        case .answerAnything, .closeAtOnce, .silence: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

extension String {
    /// Whether the content is as long as the head states.
    fileprivate var isWholeRequest: Bool {
        guard let end = firstRange(of: "\r\n\r\n") else { return false }
        let length = self[..<end.lowerBound].split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix("content-length:") }?
            .split(separator: " ").last.flatMap { Int($0) }
        return self[end.upperBound...].utf8.count >= length ?? 0
    }
}

/// An HTTP answer as bytes.
func http(_ status: Int, _ body: String = "", headers: String = "Content-Type: application/json") -> String {
    "HTTP/1.1 \(status) X\r\n\(headers)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
