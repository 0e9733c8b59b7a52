import LocalAPIModel
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends HTTP/1.1 requests over a Unix or TCP socket, each on its own connection, without TLS or redirects.
///
/// On a local socket a new connection costs little. A kept one could be dead, because the daemon was restarted.
package struct HTTPCaller: Sendable {
    /// Where the server listens.
    package let place: HTTPPlace
    /// The largest body that ``send(_:within:)`` reads, in bytes.
    package let limit: Int

    package init(_ place: HTTPPlace, limit: Int = 8 << 20) {
        self.place = place
        self.limit = limit
    }

    /// Sends a request and reads the whole answer.
    /// - Parameters:
    ///   - request: the request.
    ///   - time: how long the server may take, once it is connected, until the end of the answer.
    /// - Returns: the answer, whatever its status.
    /// - Throws: why there is no answer.
    package func send(_ request: HTTPRequest, within time: Duration) async throws(HTTPFailure) -> HTTPAnswer {
        do {
            return try await exchange(request, bodyWithin: time, headWithin: time) { head, body in
                var bytes: [UInt8] = []
                while let part = try await body.next() {
                    guard bytes.count + part.count <= limit else { throw HTTPFailure.tooLarge(limit) }
                    bytes += part
                }
                return HTTPAnswer(head: head, body: bytes)
            }
        } catch {
            throw HTTPFailure(error)
        }
    }

    /// Sends a request and has `consume` read the answer as it arrives.
    /// - Parameters:
    ///   - request: the request.
    ///   - time: how long the server may take, once it is connected, until the end of the answer's head. The body has
    ///     no limit.
    ///   - consume: reads the body. The connection is closed when it returns or throws.
    /// - Returns: what `consume` returns.
    /// - Throws: ``HTTPFailure``, or what `consume` throws.
    package func stream<Result>(
        _ request: HTTPRequest, headWithin time: Duration,
        _ consume: (HTTPAnswerHead, inout HTTPBodyReader) async throws -> Result
    ) async throws -> Result {
        try await exchange(request, bodyWithin: nil, headWithin: time, consume)
    }

    private func exchange<Result>(
        _ request: HTTPRequest, bodyWithin: Duration?, headWithin: Duration,
        _ consume: (HTTPAnswerHead, inout HTTPBodyReader) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect()
        let channel = connection.channel
        // The pipeline handles this like an error of the socket, so it ends every wait on the connection.
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(bodyWithin ?? headWithin)) {
            channel.pipeline.fireErrorCaught(HTTPFailure.timedOut)
        }
        defer { timer.cancel() }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(contentsOf: parts(of: request))
            var reader = HTTPBodyReader(inbound.makeAsyncIterator())
            let head = try await reader.head()
            if bodyWithin == nil { timer.cancel() }
            return try await consume(head, &reader)
        }
    }

    private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    private func connect() async throws(HTTPFailure) -> Connection {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        do {
            switch place {
            case .unix(let path):
                return try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: Self.initialize)
            case .tcp(let host, let port):
                return try await bootstrap.connect(host: host, port: port, channelInitializer: Self.initialize)
            }
        } catch {
            if Task.isCancelled { throw .cancelled }
            throw .unreachable(Unreachable(error))
        }
    }

    private static func initialize(_ channel: any Channel) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            return try Connection(wrappingChannelSynchronously: channel)
        }
    }

    private func parts(of request: HTTPRequest) -> [HTTPClientRequestPart] {
        var headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        switch place {
        case .unix: headers.add(name: "host", value: "localhost")
        case .tcp(let host, let port):
            headers.add(name: "host", value: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
        }
        headers.add(name: "connection", value: "close")
        if !headers.contains(name: "user-agent") {
            headers.add(name: "user-agent", value: "smartpush/\(SmartpushVersion.current)")
        }
        if let body = request.body { headers.add(name: "content-type", value: body.type) }
        if request.body != nil || request.method == .post || request.method == .patch {
            headers.add(name: "content-length", value: String(request.body?.bytes.count ?? 0))
        }
        let head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method.rawValue),
            uri: request.target.description, headers: headers)
        let body = request.body.map { [HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: $0.bytes)))] } ?? []
        return [.head(head)] + body + [.end(nil)]
    }
}

/// The body of one answer, as it arrives.
package struct HTTPBodyReader {
    private var parts: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator
    private var isAtEnd = false

    fileprivate init(_ parts: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator) {
        self.parts = parts
    }

    fileprivate mutating func head() async throws(HTTPFailure) -> HTTPAnswerHead {
        guard case .head(let head) = try await part() else { throw .cutShort }
        return HTTPAnswerHead(
            status: Int(head.status.code), headers: head.headers.map { ($0.name.lowercased(), $0.value) })
    }

    /// The next piece of the body; `nil` at its end.
    /// - Throws: ``HTTPFailure/cutShort`` if the connection ends before the body, or another failure.
    package mutating func next() async throws(HTTPFailure) -> [UInt8]? {
        guard !isAtEnd else { return nil }
        switch try await part() {
        case .body(let buffer): return Array(buffer.readableBytesView)
        case .end, .head:
            isAtEnd = true
            return nil
        }
    }

    private mutating func part() async throws(HTTPFailure) -> HTTPClientResponsePart {
        let part: HTTPClientResponsePart?
        do { part = try await parts.next(isolation: #isolation) } catch { throw HTTPFailure(error) }
        guard let part else { throw Task.isCancelled ? .cancelled : .cutShort }
        return part
    }
}
