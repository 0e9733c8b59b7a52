import HummingbirdCore
import Logging
import NIOCore

/// Connections, some of which run into a fault before anything of them is understood: in the TLS handshake, where there is
/// TLS.
struct GuardedChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    /// The fault that a connection runs into, if any.
    let fault: @Sendable () -> Fault?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try channel.pipeline.syncOperations.addHandler(Gatekeeper(fault: fault), position: .first)
            return value
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// Lets pass what comes in, or nothing of it; which of the two, is decided when the first bytes come.
private final class Gatekeeper: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let fault: @Sendable () -> Fault?
    private var hangs = false

    init(fault: @escaping @Sendable () -> Fault?) {
        self.fault = fault
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hangs else { return }
        switch fault()?.effect {
        case nil:
            context.fireChannelRead(data)
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        case .close: context.close(promise: nil)
        default: hangs = true
        }
    }
}
