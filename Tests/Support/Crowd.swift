import NIOCore
import NIOPosix

/// Many connections at once that send something, and do not look at what they are answered.
public struct Crowd: Sendable {
    private let channels: [any Channel]

    /// Opens connections, one after the other, each of which sends `text`. A deaf one leaves its answer where it is.
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
            // Where there is no place for it any more, it is closed already.
            if !text.isEmpty { try? await channel.writeAndFlush(ByteBuffer(string: text)).get() }
            channels.append(channel)
        }
        return Crowd(channels: channels)
    }

    /// Waits until the other end has closed every one of them.
    public func areClosed() async throws {
        for channel in channels { try await channel.closeFuture.get() }
    }

    /// Goes away.
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
