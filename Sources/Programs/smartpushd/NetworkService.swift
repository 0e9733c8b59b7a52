import Logging
import Messages
import NIOCore
import NIOPosix
import PushEngine
import ServiceLifecycle
import Systemd

/// Notifies the engine when a network comes up, and when there is none any more.
struct NetworkService: Service {
    let engine: Engine
    let loop: any EventLoop
    let logger: Logger

    func run() async throws {
        guard let monitor = NetworkMonitor() else {
            logger.warning(.networksUnknown, ["event": "network_unwatched"])
            return try await gracefulShutdown()
        }
        // A message about a link is longer than a channel's default buffer, and a read truncates what does not fit.
        let messages = try await NIOPipeBootstrap(group: loop)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16_384))
            .takingOwnershipOfDescriptor(input: monitor.descriptor) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, Never>(wrappingChannelSynchronously: channel)
                }
            }
        try await withGracefulShutdownHandler {
            try await messages.executeThenClose { messages in
                try await listen(messages, monitor)
            }
        } onGracefulShutdown: {
            messages.channel.close(promise: nil)
        }
    }

    private func listen(_ messages: NIOAsyncChannelInboundStream<ByteBuffer>, _ monitor: NetworkMonitor) async throws {
        var monitor = monitor
        for try await message in messages {
            let hadNetwork = monitor.hasNetwork
            if monitor.cameUp(Array(message.readableBytesView)) {
                logger.info(.networkUp, ["event": "network_up"])
                await engine.networkCameUp()
            }
            if hadNetwork, !monitor.hasNetwork { await engine.networkWentAway() }
        }
    }
}
