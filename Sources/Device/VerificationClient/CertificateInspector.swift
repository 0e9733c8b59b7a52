import FoundationEssentials
package import NIOCore
import NIOPosix
import NIOSSL
package import PushExchange

/// Looks at the certificate that a server shows, whether anyone trusts it or not.
///
/// Nothing is sent over that connection, and it never comes about: as soon as the certificate is there, it is declined. So
/// what is told of a certificate that has ended can be told without having trusted it.
package struct CertificateInspector: Sendable {
    private static let timeout = TimeAmount.seconds(5)

    private let loop: any EventLoop

    package init(loop: any EventLoop) {
        self.loop = loop
    }

    /// Until when the certificate of the server at `baseURL` is valid; `nil` where it shows none in time.
    package func end(of baseURL: String) async -> Timestamp? {
        guard let url = URL(string: baseURL), url.scheme == "https", let host = url.host else { return nil }
        let found = loop.makePromise(of: Timestamp?.self)
        let timer = loop.scheduleTask(in: Self.timeout) { found.succeed(nil) }
        let connection = ClientBootstrap(group: loop).connectTimeout(Self.timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try Self.handler(for: host) { found.succeed($0) }
                    try channel.pipeline.syncOperations.addHandlers(handler, SilentEnd())
                }
            }
            .connect(host: host, port: url.port ?? 443)
        connection.flatMap(\.closeFuture).whenComplete { _ in found.succeed(nil) }
        let end = try? await found.futureResult.get()
        timer.cancel()
        connection.whenSuccess { $0.close(promise: nil) }
        return end ?? nil
    }

    /// `found` is called with the end of the server's own certificate.
    private static func handler(
        for host: String, found: @escaping @Sendable (Timestamp?) -> Void
    ) throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        // They would be read from the disk for nothing.
        configuration.trustRoots = .certificates([])
        let context = try NIOSSLContext(configuration: configuration)
        let decline: NIOSSLCustomVerificationCallback = { certificates, verdict in
            found(certificates.first.map { Timestamp(milliseconds: Int64($0.notValidAfter) * 1000) })
            verdict.succeed(.failed)
        }
        do {
            return try NIOSSLClientHandler(context: context, serverHostname: host, customVerificationCallback: decline)
        } catch {
            // An address is no name that could be asked for.
            return try NIOSSLClientHandler(context: context, serverHostname: nil, customVerificationCallback: decline)
        }
    }
}

/// Takes the error that a declined certificate ends in.
private final class SilentEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
