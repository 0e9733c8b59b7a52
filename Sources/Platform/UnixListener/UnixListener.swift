import Glibc
package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle

/// How many may wait to be accepted. A client that does not block fails at once where there are more.
private let backlog: Int32 = 1_024

/// Listens on a Unix stream socket, made here or passed by systemd, and serves the daemon's own user.
///
/// Who connects is known from the kernel before the first byte is read; anyone else is closed on. How much its own user's
/// programs may take is bounded too: see ``ConnectionLimits``.
package struct UnixListener<Connection: Sendable>: Sendable {
    package enum Source: Sendable {
        /// A socket to be made; its folder must exist.
        case path(String)
        /// A socket that listens already, and whose file is someone else's to remove.
        case descriptor(CInt)
    }

    package typealias SetUp = @Sendable (any Channel, Turn) -> EventLoopFuture<Connection>

    private let channel: NIOAsyncChannel<(Connection, Peer)?, Never>
    private let path: String?
    private let logger: Logger

    /// Starts listening; connections are accepted from ``serve(_:)`` on, and wait until then.
    /// `setUp` makes of a channel what its connection is served with, and tells whose turn it is; `logger` hears of
    /// whoever is closed on. It throws a ``UnixListenerError``.
    package init(
        _ source: Source, limits: ConnectionLimits, on loop: any EventLoop, logger: Logger, setUp: @escaping SetUp
    ) async throws {
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptTroubleHandler(logger: logger))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: limits.piece))
        let connections = Connections(limits, on: loop)
        let initializer: @Sendable (any Channel) -> EventLoopFuture<(Connection, Peer)?> = { channel in
            Self.admit(channel, to: connections, refusal: limits.refusal, logger: logger, setUp: setUp)
        }
        self.logger = logger
        switch source {
        case .descriptor(let descriptor):
            path = nil
            channel = try await bootstrap.bind(descriptor, childChannelInitializer: initializer)
            // NIO has listened anew, with a backlog of its own.
            _ = listen(descriptor, backlog)
        case .path(let path):
            self.path = path
            try await SocketFile.prepare(path, on: loop)
            do {
                channel = try await bootstrap.bind(
                    unixDomainSocketPath: path, childChannelInitializer: initializer
                )
            } catch {
                throw UnixListenerError.failed(path: path, detail: "\(error)")
            }
            try SocketFile.restrict(path)
        }
    }

    private static func admit(
        _ channel: any Channel, to connections: Connections, refusal: String, logger: Logger, setUp: @escaping SetUp
    ) -> EventLoopFuture<(Connection, Peer)?> {
        Peer.of(channel).flatMap { peer in
            guard peer.uid == getuid() else {
                logger.warning(
                    "closed on uid \(peer.uid), which is not ours",
                    metadata: ["event": "stranger", "caller_pid": "\(peer.pid)", "caller_exe": "\(peer.exe ?? "?")"]
                )
                return channel.close().map { nil }
            }
            guard let turn = connections.admit(channel) else {
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RefusalHandler(refusal))
                    return nil
                }
            }
            return setUp(channel, turn).flatMapThrowing { connection in
                try channel.pipeline.syncOperations.addHandler(TurnHandler(turn), position: .first)
                return (connection, peer)
            }
        }.flatMapError { error in
            logger.debug("a connection was lost before it began: \(error)")
            return channel.close().flatMapError { _ in channel.eventLoop.makeSucceededVoidFuture() }.map { nil }
        }
    }

    /// How long those who are connected when the daemon is to stop are still served. Whoever connected just then has
    /// not said yet what it wants, and takes for served what was accepted; systemd keeps only who was not accepted.
    private static var graceWhenStopping: TimeAmount { .milliseconds(250) }

    /// Serves each connection in a task of its own until the daemon is to stop; then no more are accepted, and those
    /// that are still being served a moment later are cancelled.
    /// A connection is over when `handle` returns.
    package func serve(_ handle: @escaping @Sendable (Connection, Peer) async -> Void) async throws {
        defer { if let path { SocketFile.remove(path) } }
        try await withGracefulShutdownHandler {
            try await channel.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        guard let (connection, peer) = connection else { continue }
                        group.addTask { await handle(connection, peer) }
                    }
                    if !group.isEmpty {
                        let grace = channel.channel.eventLoop.scheduleTask(in: Self.graceWhenStopping) {}
                        try await grace.futureResult.get()
                    }
                    group.cancelAll()
                }
            }
        } onGracefulShutdown: {
            channel.channel.close(promise: nil)
        }
    }
}
