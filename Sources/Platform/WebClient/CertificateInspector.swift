package import NIOCore
import NIOSSL
import NIOTLS
package import PushExchange
package import Settings

/// Looks at the TLS of a server. Nothing is sent over the connection, so a certificate can be reported that is not
/// trusted.
package struct CertificateInspector: Sendable {
    private static let timeout = TimeAmount.seconds(5)

    private let loop: any EventLoop
    private let settings: WebSettings

    /// What a server presents.
    package struct Presented: Sendable, Equatable {
        /// Such as `TLS 1.3`.
        package var version: String
        /// Until when the certificate of the server itself is valid.
        package var ends: Timestamp
        /// Who made it, by organization and name; `nil` if that can't be read.
        package var issuer: String?
    }

    /// - Parameters:
    ///   - loop: where the connections run.
    ///   - settings: how servers are reached.
    package init(loop: any EventLoop, settings: WebSettings = WebSettings()) {
        self.loop = loop
        self.settings = settings
    }

    /// Until when the certificate of the server at `baseURL` is valid; `nil` if it presents none within five seconds.
    package func end(of baseURL: String) async -> Timestamp? {
        guard let server = ServerURL(baseURL) else { return nil }
        return await inspect(server, trustedOnly: false)?.ends
    }

    /// What a server presents; `nil` if there is no connection within five seconds, or if a certificate is not trusted
    /// although only a trusted one is wanted.
    package func inspect(_ server: ServerURL, trustedOnly: Bool) async -> Presented? {
        guard server.isSecure, let context = try? context(trustedOnly: trustedOnly) else { return nil }
        let found = loop.makePromise(of: Presented?.self)
        let timer = loop.scheduleTask(in: Self.timeout) { found.succeed(nil) }
        let connection = Connector(loop: loop, proxy: settings.proxy, timeout: Self.timeout)
            .connect(to: server) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try Self.handler(for: server.host, context)
                    try channel.pipeline.syncOperations.addHandlers(handler, HandshakeHandler(found))
                }
            }
        connection.whenFailure { _ in found.succeed(nil) }
        let presented = try? await found.futureResult.get()
        timer.cancel()
        connection.whenSuccess { $0.close(promise: nil) }
        return presented ?? nil
    }

    private func context(trustedOnly: Bool) throws -> NIOSSLContext {
        guard !trustedOnly else { return try NIOSSLContext(configuration: settings.trustRoots.tlsConfiguration()) }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        // The system's certificates would be read from the disk although nothing is verified.
        configuration.trustRoots = .certificates([])
        return try NIOSSLContext(configuration: configuration)
    }

    private static func handler(for host: String, _ context: NIOSSLContext) throws -> NIOSSLClientHandler {
        // TLS has no server name for an IP address (RFC 6066, 3).
        try NIOSSLClientHandler(context: context, serverHostname: IPAddress(host) == nil ? host : nil)
    }
}

/// Reports what the handshake brought.
private final class HandshakeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let found: EventLoopPromise<CertificateInspector.Presented?>

    init(_ found: EventLoopPromise<CertificateInspector.Presented?>) {
        self.found = found
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case TLSUserEvent.handshakeCompleted = event else { return }
        found.succeed(Self.presented(context))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        found.succeed(nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private static func presented(_ context: ChannelHandlerContext) -> CertificateInspector.Presented? {
        let operations = context.pipeline.syncOperations
        guard let version = try? operations.nioSSL_tlsVersion(),
            let certificate = try? operations.nioSSL_peerCertificate()
        else { return nil }
        return .init(
            version: version.name, ends: Timestamp(milliseconds: Int64(certificate.notValidAfter) * 1000),
            issuer: (try? certificate.toDERBytes()).flatMap { CertificateIssuer.name(inCertificate: $0) })
    }
}

extension TLSVersion {
    fileprivate var name: String {
        switch self {
        case .tlsv1: "TLS 1.0"
        case .tlsv11: "TLS 1.1"
        case .tlsv12: "TLS 1.2"
        case .tlsv13: "TLS 1.3"
        }
    }
}
