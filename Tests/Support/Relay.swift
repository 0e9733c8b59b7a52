import NIOCore
import NIOPosix
import Synchronization

/// A port on this machine that leads to a server. While it is closed, the server can't be reached but keeps running.
public final class Relay: Sendable {
    private let target: Mutex<Int>
    private let place = Mutex(0)
    private let listener = Mutex<(any Channel)?>(nil)
    private let connections = Mutex<[any Channel]>([])

    private init(target: Int) {
        self.target = Mutex(target)
    }

    /// Opens one on a free port.
    public static func to(port target: Int) async throws -> Relay {
        let relay = Relay(target: target)
        try await relay.open()
        return relay
    }

    /// How many connections there were so far.
    public var count: Int { connections.withLock { $0.count } }

    /// Waits until every connection so far has ended.
    public func ended() async throws {
        for channel in connections.withLock({ $0 }) { try await channel.closeFuture.get() }
    }

    /// Breaks the existing connections.
    public func breakConnections() async {
        for channel in connections.withLock({ $0 }) { try? await channel.close().get() }
    }

    public var port: Int { place.withLock { $0 } }

    /// Listens again, on the same port.
    public func open() async throws {
        let channel = try await listen()
        place.withLock { $0 = channel.localAddress?.port ?? 0 }
        listener.withLock { $0 = channel }
    }

    /// Refuses new connections and breaks the existing ones.
    public func close() async throws {
        let channel = listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        try await channel?.close().get()
        await breakConnections()
    }

    /// Leads to another server from now on, and breaks the existing connections.
    public func lead(to port: Int) async throws {
        target.withLock { $0 = port }
        await breakConnections()
    }

    private func listen() async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [self] child in join(child) }
            .bind(host: "127.0.0.1", port: port).get()
    }

    private func join(_ child: any Channel) -> EventLoopFuture<Void> {
        connections.withLock { $0.append(child) }
        return ClientBootstrap(group: child.eventLoop).connect(host: "127.0.0.1", port: target.withLock { $0 }).flatMap
        { server in
            child.closeFuture.whenComplete { _ in server.close(promise: nil) }
            server.closeFuture.whenComplete { _ in child.close(promise: nil) }
            return server.pipeline.addHandler(Passage(to: child)).and(child.pipeline.addHandler(Passage(to: server)))
                .map { _ in () }
        }
    }
}

/// Passes on everything that it receives.
final class Passage: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(to other: any Channel) {
        self.other = other
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
