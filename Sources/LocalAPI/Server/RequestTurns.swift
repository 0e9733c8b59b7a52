import NIOCore
import NIOHTTP1
import UnixListener

/// Keeps track of whose turn it is on a connection. It is ours while a whole request is not answered yet.
///
/// It also does what HTTP demands and Hummingbird leaves out: it answers `Expect: 100-continue` (RFC 9110, section
/// 10.1.1), and it closes the connection for every client that asks for it, in whatever form.
final class RequestTurns: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let turn: Turn
    /// How many whole requests are not answered. It is negative while an answer is ahead of the end of its request.
    private var owed = 0

    init(_ turn: Turn) {
        self.turn = turn
    }

    /// Adds a handler to a channel that already has the HTTP handlers.
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
