import Glibc
package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle

/// How many connections may wait to be accepted. If there are more, a non-blocking client gets an error at once.
private let backlog: Int32 = 1_024

/// Listens on a Unix stream socket that it creates or that systemd passed, and serves the daemon's own user only.
///
/// The kernel says which user connects, before the first byte is read. The listener closes the connections of other
/// users. ``ConnectionLimits`` says how much the user's own programs can use.
package struct UnixListener<Connection: Sendable>: Sendable {
    /// Where the socket comes from.
    package enum Source: Sendable {
        /// A path at which the listener creates a socket. Its folder must exist.
        case path(String)
        /// A socket that already listens. The program that passed it also removes its file.
        case descriptor(CInt)
    }

    /// Makes a connection from a channel that was just accepted.
    package typealias SetUp = @Sendable (any Channel, Turn) -> EventLoopFuture<Connection>

    private let channel: NIOAsyncChannel<(Connection, Peer)?, Never>
    private let path: String?
    private let logger: Logger

    /// Starts listening. Connections wait until ``serve(_:)`` accepts them.
    /// - Parameters:
    ///   - source: the socket.
    ///   - limits: what its clients can use.
    ///   - loop: the event loop on which everything runs.
    ///   - logger: gets an entry for each connection that is refused.
    ///   - setUp: makes a connection from a channel. It reports to the ``Turn`` when a request is whole and when it is
    ///     answered.
    /// - Throws: ``UnixListenerError``, or NIO's error if a passed socket can't be used.
    package init(
        _ source: Source, limits: ConnectionLimits, on loop: any EventLoop, logger: Logger, setUp: @escaping SetUp
    ) async throws {
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptErrorHandler(logger: logger))
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
            // NIO has called listen(2) with its own backlog.
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

    /// How long a stopping daemon continues to serve the clients that are connected. One that has just connected has
    /// not sent its request yet, and systemd keeps only connections that were not accepted.
    private static var graceWhenStopping: TimeAmount { .milliseconds(250) }

    /// Serves each connection in its own task until the daemon stops. Then it accepts no more connections, and cancels
    /// those that are open after ``graceWhenStopping``.
    /// - Parameter handle: serves one connection, which is closed when it returns.
    /// - Throws: an error of the listening socket.
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
