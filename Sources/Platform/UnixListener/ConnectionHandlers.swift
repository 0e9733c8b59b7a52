import Logging
import NIOCore

/// Tells the turn what only the channel knows: that bytes came in, and that they don't go out.
final class TurnHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let turn: Turn

    init(_ turn: Turn) {
        self.turn = turn
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        turn.hears()
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        turn.isStalled(!context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }
}

/// Says why there is no place, and closes. What does not go out at once is lost: nobody waits for it.
final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let words: String

    init(_ words: String) {
        self.words = words
    }

    func channelActive(context: ChannelHandlerContext) {
        context.channel.writeAndFlush(ByteBuffer(string: words), promise: nil)
        context.close(promise: nil)
    }
}

/// Lets a moment pass where the system has no room for another connection.
///
/// Without it, NIO tries again at once, for as long as someone waits to be accepted.
final class AcceptTroubleHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private static let pause = TimeAmount.seconds(1)
    private static let silence = TimeAmount.minutes(1)

    private let logger: Logger
    private var lastSaid: NIODeadline?

    init(logger: Logger) {
        self.logger = logger
    }

    /// The error goes no further: whoever hears of it would stop accepting for good.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if lastSaid.map({ $0 + Self.silence < .now() }) ?? true {
            lastSaid = .now()
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
        // It fails only where the channel is closed, and then nothing is read.
        try? channel.syncOptions?.setOption(.autoRead, value: isReading)
    }
}
