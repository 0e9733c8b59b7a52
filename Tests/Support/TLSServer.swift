import NIOCore
import NIOPosix
import NIOSSL
import Subprocess
import Synchronization

/// An HTTPS server with a self-signed certificate, which answers each request with `hello`.
public struct TLSServer: Sendable {
    public let port: Int
    /// A PEM file.
    public let certificate: String
    /// The folder of the certificate and its key.
    public let folder: String
    fileprivate let received: Received

    /// What it has received so far, decrypted.
    public var requests: [String] { received.requests.withLock { $0 } }

    fileprivate final class Received: Sendable {
        let requests = Mutex<[String]>([])
    }
}

/// Runs `body` with a server whose certificate is for a name.
public func withTLSServer<Value>(name: String, _ body: (TLSServer) async throws -> Value) async throws -> Value {
    try await withTemporaryFolder { folder in
        try await makeCertificate(in: folder, name: name)
        let certificate = "\(folder)/cert.pem"
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: "\(folder)/key.pem", format: .pem)))
        let context = try NIOSSLContext(configuration: configuration)
        let received = TLSServer.Received()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandlers(
                        NIOSSLServerHandler(context: context), Greeter(received))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = TLSServer(
            port: channel.localAddress?.port ?? 0, certificate: certificate, folder: folder, received: received)
        do {
            let value = try await body(server)
            try await channel.close()
            return value
        } catch {
            try? await channel.close()
            throw error
        }
    }
}

/// Makes `cert.pem`, self-signed and valid for two days, and `key.pem`.
public func makeCertificate(in folder: String, name: String) async throws {
    let result = try await run(
        .name("openssl"),
        arguments: [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem", "-subj", "/CN=\(name)", "-addext",
            "subjectAltName=DNS:\(name)",
        ], output: .discarded, error: .string(limit: 10_000))
    guard result.terminationStatus.isSuccess else { throw Surprise(result.standardError) }
}

private final class Greeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let received: TLSServer.Received
    private var request = ""

    init(_ received: TLSServer.Received) {
        self.received = received
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        request += String(buffer: unwrapInboundIn(data))
        guard request.contains("\r\n\r\n") else { return }
        received.requests.withLock { $0.append(request) }
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
