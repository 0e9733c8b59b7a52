import AsyncHTTPClient
import NIOCore
import NIOPosix
import Settings

/// Opens a connection to a server, through the proxy where one is to be used.
struct Connector: Sendable {
    let loop: any EventLoop
    let proxy: ProxySettings
    let timeout: TimeAmount

    /// The proxy did not connect to the server.
    struct Refused: Error {}

    /// - Parameters:
    ///   - server: the server.
    ///   - initialize: adds the handlers of the connection, before anything comes from the server.
    /// - Returns: the connection.
    func connect(
        to server: ServerURL, _ initialize: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(timeout)
        guard let proxy = proxy.proxy(for: server.host, port: server.port) else {
            return bootstrap.channelInitializer(initialize).connect(host: server.host, port: server.port)
        }
        let request = Self.request(for: server, proxy)
        let opened = loop.makePromise(of: Void.self)
        return
            bootstrap
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(TunnelHandler(request, opened))
                }
            }
            .connect(host: proxy.host, port: proxy.port)
            .flatMapError { error in
                opened.fail(error)
                return loop.makeFailedFuture(error)
            }
            .flatMap { channel in opened.futureResult.flatMap { initialize(channel) }.map { channel } }
    }

    private static func request(for server: ServerURL, _ proxy: HTTPProxy) -> String {
        let host = server.host.contains(":") && server.host.first != "[" ? "[\(server.host)]" : server.host
        let place = "\(host):\(server.port)"
        let login = proxy.authorization.map { "Proxy-Authorization: \($0.headerValue)\r\n" } ?? ""
        return "CONNECT \(place) HTTP/1.1\r\nHost: \(place)\r\n\(login)\r\n"
    }
}

/// Asks a proxy for a connection to a server (RFC 9110, 9.3.6), and then leaves the pipeline.
private final class TunnelHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let longestHead = 16 << 10

    private let request: String
    private let opened: EventLoopPromise<Void>
    private var head = ""

    init(_ request: String, _ opened: EventLoopPromise<Void>) {
        self.request = request
        self.opened = opened
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        head += String(buffer: unwrapInboundIn(data))
        guard head.contains("\r\n\r\n") else {
            if head.utf8.count > Self.longestHead { fail(context) }
            return
        }
        let words = head.split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), words[1].count == 3, words[1].first == "2" else {
            return fail(context)
        }
        context.pipeline.syncOperations.removeHandler(self).cascade(to: opened)
    }

    func channelInactive(context: ChannelHandlerContext) {
        opened.fail(Connector.Refused())
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(context)
    }

    private func fail(_ context: ChannelHandlerContext) {
        opened.fail(Connector.Refused())
        context.close(promise: nil)
    }
}
