import FoundationEssentials
package import NIOCore
import NIOPosix
import NIOSSL
package import PushExchange

/// Reads the certificate that a server presents, whether it is trusted or not.
///
/// The connection is never established, and nothing is sent over it: the certificate is rejected as soon as it arrives.
/// In this way an expired certificate can be reported without being trusted.
package struct CertificateInspector: Sendable {
    private static let timeout = TimeAmount.seconds(5)

    private let loop: any EventLoop

    /// - Parameter loop: where the connections run.
    package init(loop: any EventLoop) {
        self.loop = loop
    }

    /// Until when the certificate of the server at `baseURL` is valid; `nil` if it presents none within five seconds.
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

    /// `found` is called with the end of the validity of the server's own certificate.
    private static func handler(
        for host: String, found: @escaping @Sendable (Timestamp?) -> Void
    ) throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        // The system's certificates would be read from the disk although nothing is verified.
        configuration.trustRoots = .certificates([])
        let context = try NIOSSLContext(configuration: configuration)
        let decline: NIOSSLCustomVerificationCallback = { certificates, verdict in
            found(certificates.first.map { Timestamp(milliseconds: Int64($0.notValidAfter) * 1000) })
            verdict.succeed(.failed)
        }
        do {
            return try NIOSSLClientHandler(context: context, serverHostname: host, customVerificationCallback: decline)
        } catch {
            // TLS has no server name for an IP address (RFC 6066, 3).
            return try NIOSSLClientHandler(context: context, serverHostname: nil, customVerificationCallback: decline)
        }
    }
}

/// Handles the error after a certificate was rejected.
private final class SilentEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
