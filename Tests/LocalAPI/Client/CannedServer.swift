import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A server on a real Unix socket that answers each connection with prepared bytes.
///
/// It waits until the request has `until` in it, and then sends the pieces, flushing each. After that it closes the
/// connection, or keeps it open and sends nothing more.
final class CannedServer: Sendable {
    let path: String
    private let channel: any Channel
    private let recorder: Recorder

    /// The requests that it has answered, in order.
    var requests: [String] {
        recorder.requests.withLock { $0 }
    }

    static func with(
        _ pieces: [String], until: String = "\r\n\r\n", thenClose: Bool = true,
        _ body: (CannedServer) async throws -> Void
    ) async throws {
        let server = try await CannedServer(pieces, until: until, thenClose: thenClose)
        do {
            try await body(server)
        } catch {
            try await server.close()
            throw error
        }
        try await server.close()
    }

    private init(_ pieces: [String], until: String, thenClose: Bool) async throws {
        let path = "/tmp/smartpush-canned-\(UInt64.random(in: .min ... .max)).sock"
        let recorder = Recorder()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(
                        Canned(pieces: pieces, until: until, thenClose: thenClose, recorder: recorder))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        self.path = path
        self.recorder = recorder
    }

    private func close() async throws {
        try await channel.close().get()
        try? FileManager.default.removeItem(atPath: path)
    }

    fileprivate final class Recorder: Sendable {
        let requests = Mutex<[String]>([])
    }

    private final class Canned: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let pieces: [String]
        private let until: String
        private let thenClose: Bool
        private let recorder: Recorder
        private var request = ""

        init(pieces: [String], until: String, thenClose: Bool, recorder: Recorder) {
            self.pieces = pieces
            self.until = until
            self.thenClose = thenClose
            self.recorder = recorder
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            guard request.contains(until) else { return }
            let whole = request
            recorder.requests.withLock { $0.append(whole) }
            request = ""
            for piece in pieces {
                context.writeAndFlush(NIOAny(ByteBuffer(string: piece)), promise: nil)
            }
            if thenClose { context.close(promise: nil) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
