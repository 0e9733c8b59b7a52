import Logging
import NIOCore

/// Reports to the ``Turn`` what only the channel knows: that bytes arrived, and whether the client reads its answer.
final class TurnHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let turn: Turn

    init(_ turn: Turn) {
        self.turn = turn
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        turn.receivedBytes()
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        turn.isStalled(!context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }
}

/// Writes why there is no room for a connection, and closes it. It drops what it can't write at once.
final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let answer: String

    init(_ answer: String) {
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        context.channel.writeAndFlush(ByteBuffer(string: answer), promise: nil)
        context.close(promise: nil)
    }
}

/// Waits a second before it accepts again, if the system can't open another connection.
///
/// Without it NIO would retry at once for as long as a client waits, and use a whole core.
final class AcceptErrorHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private static let pause = TimeAmount.seconds(1)
    private static let logInterval = TimeAmount.minutes(1)

    private let logger: Logger
    private var lastLogged: NIODeadline?

    init(logger: Logger) {
        self.logger = logger
    }

    /// Keeps the error from the next handler, which would stop accepting connections for good.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if lastLogged.map({ $0 + Self.logInterval < .now() }) ?? true {
            lastLogged = .now()
            logger.error(
                "a connection can't be accepted, and has to wait: \(error); too many files may be open (ulimit -n)",
                metadata: ["event": "accept_trouble"]
            )
        }
        let channel = context.channel
        Self.setReading(false, channel)
        context.eventLoop.scheduleTask(in: Self.pause) { Self.setReading(true, channel) }
    }

    private static func setReading(_ isReading: Bool, _ channel: any Channel) {
        // This fails only if the channel is closed. Then nothing is read anyway.
        try? channel.syncOptions?.setOption(.autoRead, value: isReading)
    }
}
