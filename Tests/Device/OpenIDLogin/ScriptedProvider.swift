import FoundationEssentials
import NIOCore
import NIOPosix
import Synchronization
import TestSupport

/// An OpenID provider whose answers a test decides.
final class ScriptedProvider: Sendable {
    struct Answer: Sendable {
        var status = 200
        var body = ""
    }

    struct Request: Sendable {
        var line: String
        var body: String
    }

    typealias Script = @Sendable (_ request: Request, _ issuer: String) -> Answer

    fileprivate let script: Script
    private let listener = Mutex<(any Channel)?>(nil)
    private let received = Mutex<[Request]>([])

    fileprivate init(_ script: @escaping Script) {
        self.script = script
    }

    var issuer: String { "http://127.0.0.1:\(listener.withLock { $0?.localAddress?.port ?? 0 })" }
    var requests: [Request] { received.withLock { $0 } }

    fileprivate func answer(_ request: Request) -> Answer {
        received.withLock { $0.append(request) }
        return script(request, issuer)
    }

    fileprivate func open() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [self] child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(ScriptHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        listener.withLock { $0 = channel }
    }

    fileprivate func close() async {
        try? await listener.withLock { $0 }?.close().get()
    }
}

/// Runs `body` with a provider that answers as the script says.
func withProvider<Value>(
    _ script: @escaping ScriptedProvider.Script, _ body: (ScriptedProvider) async throws -> Value
) async throws -> Value {
    let provider = ScriptedProvider(script)
    try await provider.open()
    do {
        let value = try await body(provider)
        await provider.close()
        return value
    } catch {
        await provider.close()
        throw error
    }
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let provider: ScriptedProvider
    private var text = ""

    init(_ provider: ScriptedProvider) {
        self.provider = provider
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        guard let end = text.firstRange(of: "\r\n\r\n") else { return }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }?.split(separator: " ").last
            .flatMap { Int($0) }
        let body = String(text[end.upperBound...])
        guard body.utf8.count >= length ?? 0 else { return }
        let answer = provider.answer(.init(line: String(lines.first ?? ""), body: body))
        let head =
            "HTTP/1.1 \(answer.status) X\r\nContent-Length: \(answer.body.utf8.count)\r\nConnection: close\r\n\r\n"
        context.channel.writeAndFlush(ByteBuffer(string: head + answer.body), promise: nil)
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
