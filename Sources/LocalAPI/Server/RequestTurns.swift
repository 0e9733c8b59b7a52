import NIOCore
import NIOHTTP1
import UnixListener

/// Tells whose turn it is on a connection: ours as long as a request is whole and not answered.
///
/// What HTTP asks of a server and Hummingbird leaves out is done here too: that a client which asks first hears that its
/// body is welcome, and that the connection closes for one that wants it, in whatever words.
final class RequestTurns: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let turn: Turn
    /// How many whole requests came in more than were answered; below zero where an answer did not wait for the request.
    private var owed = 0

    init(_ turn: Turn) {
        self.turn = turn
    }

    /// Adds one to a channel that speaks HTTP already.
    static func watch(_ channel: any Channel, _ turn: Turn) throws {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(RequestTurns(turn), position: .after(decoder))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(var head):
            if owed == 0, head.version == .http1_1, head.headers[canonicalForm: "expect"].contains("100-continue") {
                let answer = HTTPResponseHead(version: .http1_1, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(answer)), promise: nil)
            }
            if !head.isKeepAlive { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .body: context.fireChannelRead(data)
        case .end:
            owed += 1
            if owed > 0 { turn.isAsked() }
            context.fireChannelRead(data)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            owed -= 1
            if owed <= 0 { turn.isAnswered() }
        }
        context.write(data, promise: promise)
    }
}
