import NIOCore
import NIOPosix

/// Many simultaneous connections that send something and ignore the answers.
public struct Crowd: Sendable {
    private let channels: [any Channel]

    /// Opens connections, one after the other. Each sends `text`; a deaf one does not read its answer.
    public static func gather(
        _ count: Int, at place: Place, sending text: String = "", deaf: Bool = false
    ) async throws -> Crowd {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: !deaf)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(IgnoringErrors())
                }
            }
        var channels: [any Channel] = []
        for _ in 0..<count {
            let channel =
                switch place {
                case .unix(let path): try await bootstrap.connect(unixDomainSocketPath: path).get()
                case .tcp(let port): try await bootstrap.connect(host: "127.0.0.1", port: port).get()
                case .tls: throw Surprise("a crowd has no need for TLS yet")
                }
            // If there is no room for it any more, it is already closed.
            if !text.isEmpty { try? await channel.writeAndFlush(ByteBuffer(string: text)).get() }
            channels.append(channel)
        }
        return Crowd(channels: channels)
    }

    /// Waits until the other end has closed all of them.
    public func areClosed() async throws {
        for channel in channels { try await channel.closeFuture.get() }
    }

    /// Closes all of them.
    public func leave() async {
        for channel in channels { try? await channel.close().get() }
    }

    private final class IgnoringErrors: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
