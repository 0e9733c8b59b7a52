import NIOCore
import NIOPosix
import Synchronization

/// An HTTP proxy that leads every name to one port of this machine, and records what it is asked.
public final class ConnectProxy: Sendable {
    /// What it does with a request.
    public enum Behaviour: Sendable {
        /// Connects to the port.
        case connect
        /// Connects to the port for those who send these bytes of Basic authorization (RFC 7617), in Base64.
        case connectFor(login: String)
        /// Answers with this status.
        case refuse(Int)
        /// Closes the connection without an answer.
        case hangUp
        /// Never answers.
        case silence
    }

    private let target: Int
    private let behaviour: Behaviour
    private let listener: Mutex<(any Channel)?> = Mutex(nil)
    private let asked = Mutex<[String]>([])

    private init(target: Int, _ behaviour: Behaviour) {
        self.target = target
        self.behaviour = behaviour
    }

    /// Opens one on a free port.
    public static func to(port target: Int, _ behaviour: Behaviour = .connect) async throws -> ConnectProxy {
        let proxy = ConnectProxy(target: target, behaviour)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(ConnectHandler(proxy))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        proxy.listener.withLock { $0 = channel }
        return proxy
    }

    public var port: Int { listener.withLock { $0?.localAddress?.port ?? 0 } }

    /// The heads of the requests so far, in order.
    public var requests: [String] { asked.withLock { $0 } }

    /// The servers that it was asked for so far, such as `example.com:443`.
    public var targets: [String] {
        requests.map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    public func close() async {
        try? await listener.withLock { $0 }?.close().get()
    }

    /// The status of the answer; `nil` if none is sent.
    fileprivate func answer(to head: String) -> Int? {
        asked.withLock { $0.append(head) }
        guard head.hasPrefix("CONNECT ") else { return 405 }
        return switch behaviour {
        case .connect: 200
        case .connectFor(let login):
            head.lowercased().contains("proxy-authorization: basic \(login.lowercased())\r\n") ? 200 : 407
        case .refuse(let status): status
        case .hangUp, .silence: nil
        }
    }

    fileprivate var hangsUp: Bool {
        if case .hangUp = behaviour { true } else { false }
    }

    fileprivate func connect(on loop: any EventLoop) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop).connect(host: "127.0.0.1", port: target)
    }
}

/// Reads one request, answers it, and then passes on everything.
private final class ConnectHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let proxy: ConnectProxy
    private var head = ""
    private var server: (any Channel)?

    init(_ proxy: ConnectProxy) {
        self.proxy = proxy
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if let server { return server.writeAndFlush(bytes, promise: nil) }
        head += String(buffer: bytes)
        guard head.hasSuffix("\r\n\r\n") else { return }
        guard let status = proxy.answer(to: head) else {
            if proxy.hangsUp { context.close(promise: nil) }
            return
        }
        guard status == 200 else {
            let body = "<html>no</html>"
            let answer = "HTTP/1.1 \(status) No\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            context.channel.writeAndFlush(ByteBuffer(string: answer), promise: nil)
            return context.close(promise: nil)
        }
        let client = context.channel
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        proxy.connect(on: context.eventLoop).flatMap { server in
            this.value.server = server
            client.closeFuture.whenComplete { _ in server.close(promise: nil) }
            server.closeFuture.whenComplete { _ in client.close(promise: nil) }
            return server.pipeline.addHandler(Passage(to: client)).flatMap {
                client.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 Connected\r\n\r\n"))
            }
        }
        .whenFailure { _ in client.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
