import NIOCore
import NIOPosix
import NIOSSL

/// An address to connect to.
public enum Place: Sendable {
    case unix(String)
    case tcp(port: Int)
    /// With TLS; any certificate is accepted.
    case tls(port: Int)
}

/// A raw connection: it sends and receives bytes, and knows no protocol.
public final class Wire {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received: [UInt8] = []

    fileprivate init(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    public func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    public func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Closes our half; the other end can still answer.
    public func finish() {
        outbound.finish()
    }

    /// The next line, without its end; `nil` if the other end closed before it was complete.
    public func line() async throws -> String? {
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = received[..<end]
                received.removeFirst(end + 1)
                return String(decoding: line, as: UTF8.self)
            }
            guard try await receive() else { return nil }
        }
    }

    /// `count` bytes, or fewer if the other end closed before.
    public func bytes(_ count: Int) async throws -> [UInt8] {
        while received.count < count, try await receive() {}
        let bytes = Array(received.prefix(count))
        received.removeFirst(bytes.count)
        return bytes
    }

    /// Everything until the other end closes.
    public func rest() async throws -> [UInt8] {
        while try await receive() {}
        return try await bytes(received.count)
    }

    private func receive() async throws -> Bool {
        do {
            guard let part = try await inbound.next(isolation: #isolation) else { return false }
            received += part.readableBytesView
            return true
        } catch is IOError {
            // A reset: the other end closed without reading everything.
            return false
        }
    }
}

/// Connects, and closes when `body` is done.
public func withWire<Result>(to place: Place, _ body: (Wire) async throws -> Result) async throws -> Result {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelOption(.allowRemoteHalfClosure, value: true)
    let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer> =
        switch place {
        case .unix(let path):
            try await bootstrap.connect(unixDomainSocketPath: path) { $0.asWire() }
        case .tcp(let port):
            try await bootstrap.connect(host: "127.0.0.1", port: port) { $0.asWire() }
        case .tls(let port):
            try await bootstrap.connect(host: "127.0.0.1", port: port) { $0.asWire(secured: true) }
        }
    return try await channel.executeThenClose { inbound, outbound in
        try await body(Wire(inbound, outbound))
    }
}

extension Channel {
    fileprivate func asWire(secured: Bool = false) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> {
        eventLoop.makeCompletedFuture {
            if secured {
                var configuration = TLSConfiguration.makeClientConfiguration()
                configuration.certificateVerification = .none
                let context = try NIOSSLContext(configuration: configuration)
                try pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: nil))
            }
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: self, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }
}
