import Foundation
import LocalAPIModel
import NIOCore
import NIOPosix
import Synchronization

/// A daemon on a real Unix socket with prepared event streams, one for each connection. It answers every other call
/// with the same list.
final class ScriptedDaemon: Sendable {
    /// The answer to one `GET /v1/events`.
    enum Stream: Sendable {
        /// These events, and then the end of the stream.
        case events([String])
        /// This HTTP answer instead of a stream.
        case answer(String)
        /// Nothing: the daemon closes the connection.
        case nothing
    }

    static let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"

    let path = "/tmp/smartpush-scripted-\(UInt64.random(in: .min ... .max)).sock"
    private let channel: any Channel
    private let script: Script

    /// The `Last-Event-ID` of each request for events.
    var lastEventIDs: [String?] { script.lastEventIDs.withLock { $0 } }

    static func with(
        _ streams: [Stream], open: [ExchangeDocument], _ body: (ScriptedDaemon) async throws -> Void
    ) async throws {
        let daemon = try await ScriptedDaemon(streams, open)
        do {
            try await body(daemon)
        } catch {
            try await daemon.close()
            throw error
        }
        try await daemon.close()
    }

    static func event(_ id: Int, _ exchange: ExchangeDocument) throws -> String {
        "id: \(id)\nevent: exchange\ndata: \(try Samples.text(exchange))\n\n"
    }

    private init(_ streams: [Stream], _ open: [ExchangeDocument]) async throws {
        let list = Samples.answer("200 OK", try Samples.text(ExchangeListDocument(exchanges: open, next: nil)))
        let script = Script(streams, list: list)
        self.script = script
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(Answerer(script))
                }
            }
            .bind(unixDomainSocketPath: path).get()
    }

    private func close() async throws {
        try await channel.close().get()
        try? FileManager.default.removeItem(atPath: path)
    }

    private final class Script: Sendable {
        let lastEventIDs = Mutex<[String?]>([])
        private let streams: Mutex<ArraySlice<Stream>>
        private let list: String

        init(_ streams: [Stream], list: String) {
            self.streams = Mutex(streams[...])
            self.list = list
        }

        func answer(_ request: String) -> String {
            guard request.hasPrefix("GET /v1/events ") else { return list }
            let id = request.firstMatch(of: /last-event-id: (\S+)/).map { String($0.1) }
            lastEventIDs.withLock { $0.append(id) }
            return switch streams.withLock({ $0.popFirst() }) {
            case .events(let events): ScriptedDaemon.head + events.joined()
            case .answer(let answer): answer
            case .nothing, nil: ""
            }
        }
    }

    private final class Answerer: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let script: Script
        private var request = ""

        init(_ script: Script) {
            self.script = script
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            guard request.contains("\r\n\r\n") else { return }
            context.writeAndFlush(NIOAny(ByteBuffer(string: script.answer(request))), promise: nil)
            context.close(promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
