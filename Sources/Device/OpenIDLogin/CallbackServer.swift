import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A web server on this machine for one thing: the browser's return from the login page (RFC 8252, 7.3).
final class CallbackServer: Sendable {
    let port: Int
    private let listener: any Channel
    private let expectation: Expectation

    /// The browser's return.
    struct Arrival: Sendable {
        let response: AuthorizationResponse
        /// The page that the browser is to get.
        let page: EventLoopPromise<CallbackPage>
        /// Succeeds or fails when the browser has the page, or can't get it.
        let sent: EventLoopFuture<Void>
    }

    private init(listener: any Channel, expectation: Expectation) {
        port = listener.localAddress?.port ?? 0
        self.listener = listener
        self.expectation = expectation
    }

    /// Listens on a free port of 127.0.0.1.
    static func listen(on loop: any EventLoop, pages: CallbackPages) async throws -> CallbackServer {
        let expectation = Expectation(on: loop)
        do {
            let listener = try await ServerBootstrap(group: loop)
                .childChannelInitializer { child in
                    child.eventLoop.makeCompletedFuture {
                        try child.pipeline.syncOperations.configureHTTPServerPipeline()
                        try child.pipeline.syncOperations.addHandler(CallbackHandler(expectation, pages))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            return CallbackServer(listener: listener, expectation: expectation)
        } catch {
            expectation.end()
            throw error
        }
    }

    /// Accepts from now on the first request that `read` accepts. All others are refused, also those that come
    /// afterwards.
    func expect(_ read: @escaping Expectation.Reader) {
        expectation.begin(read)
    }

    /// Waits for the request that is expected.
    /// - Throws: ``LoginFailure/timedOut``.
    func arrival(within limit: TimeAmount) async throws -> Arrival {
        let timer = listener.eventLoop.scheduleTask(in: limit) { [expectation] in expectation.end() }
        defer { timer.cancel() }
        return try await expectation.arrival.futureResult.get()
    }

    func close() async {
        expectation.end()
        try? await listener.close().get()
    }
}

/// The one return that is awaited.
final class Expectation: Sendable {
    /// Returns the response that the target of a request has; `nil` if it is not the awaited one.
    typealias Reader = @Sendable (_ uri: String) -> AuthorizationResponse?

    let arrival: EventLoopPromise<CallbackServer.Arrival>
    private let reader = Mutex<Reader?>(nil)

    init(on loop: any EventLoop) {
        arrival = loop.makePromise(of: CallbackServer.Arrival.self)
    }

    func begin(_ read: @escaping Reader) {
        reader.withLock { $0 = read }
    }

    func end() {
        reader.withLock { $0 = nil }
        arrival.fail(LoginFailure.timedOut)
    }

    /// The response to a request, if it is the awaited one. No later request is awaited.
    func take(_ uri: String) -> AuthorizationResponse? {
        reader.withLock { reader in
            guard let response = reader?(uri) else { return nil }
            reader = nil
            return response
        }
    }
}

/// What the browser gets.
package enum CallbackPage: Sendable, Equatable {
    case signedIn
    case failed
    /// It brought nothing that is awaited.
    case notAwaited
}

/// The words of the pages, as plain text.
package struct CallbackPages: Sendable {
    private let words: @Sendable (CallbackPage) -> String

    package init(_ words: @escaping @Sendable (CallbackPage) -> String) {
        self.words = words
    }

    /// The page with its words.
    func html(_ page: CallbackPage) -> String {
        let text = words(page).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return """
            <!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <meta name="color-scheme" content="light dark"><title>smartpush</title><h1>smartpush</h1><p>\(text)</p>

            """
    }
}

private final class CallbackHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let expectation: Expectation
    private let pages: CallbackPages
    private var head: HTTPRequestHead?

    init(_ expectation: Expectation, _ pages: CallbackPages) {
        self.expectation = expectation
        self.pages = pages
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard let head else { return }
            self.head = nil
            answer(head, context)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let sent = context.eventLoop.makePromise(of: Void.self)
        guard head.method == .GET, let response = expectation.take(head.uri) else {
            return send(.badRequest, .notAwaited, context, sent)
        }
        let page = context.eventLoop.makePromise(of: CallbackPage.self)
        let this = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        page.futureResult.whenSuccess { page in
            let (handler, context) = this.value
            handler.send(.ok, page, context, sent)
        }
        expectation.arrival.succeed(.init(response: response, page: page, sent: sent.futureResult))
    }

    private func send(
        _ status: HTTPResponseStatus, _ page: CallbackPage, _ context: ChannelHandlerContext,
        _ sent: EventLoopPromise<Void>
    ) {
        let body = ByteBuffer(string: pages.html(page))
        let headers: HTTPHeaders = [
            "Content-Type": "text/html; charset=utf-8", "Content-Length": "\(body.readableBytes)",
            "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Connection": "close",
            "Content-Security-Policy": "default-src 'none'",
        ]
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        let channel = context.channel
        sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
