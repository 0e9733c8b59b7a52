import HummingbirdCore
import Logging
import NIOCore

/// A channel whose connections can meet a fault before anything is read from them; with TLS, that is in the handshake.
struct FaultInjectingChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    /// Returns the fault that a new connection meets, if any.
    let fault: @Sendable () -> Fault?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try channel.pipeline.syncOperations.addHandler(ConnectionFaultHandler(fault: fault), position: .first)
            return value
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// Passes on everything that is received, or nothing. It decides when the first bytes arrive.
private final class ConnectionFaultHandler: ChannelInboundHandler, RemovableChannelHandler {
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
        case .hang, .answer, .redirect, .alter, .drip, .cut, .flood: hangs = true
        }
    }
}
