import FoundationEssentials
package import Logging
package import NIOCore
import PushExchange
import ServiceLifecycle
package import UnixListener

/// The socket that receives pushes: one JSON object per line, and one line as the answer, in the same order.
///
/// The lines that have arrived on a connection are accepted together. So a burst needs only one sync, and a single push
/// does not wait for others. Nothing more is read from a connection until everything read was answered: a client that
/// sends without reading blocks only itself.
package struct Inbox: Service {
    /// The listener whose connections the inbox serves.
    package typealias Listener = UnixListener<InboxConnection>

    /// A deliverer may keep a connection open until it has a push, so connections are not closed for being idle.
    private static func limits(_ receiver: any InboxReceiver) throws -> ConnectionLimits {
        let refusal = [.failure(receiver.error(.tooManyConnections))].lines()
        return ConnectionLimits(
            idle: nil, piece: LineBuffer.longestLine,
            refusal: String(decoding: refusal.readableBytesView, as: UTF8.self))
    }

    /// The most lines in one transaction. They are decoded on the event loop that everything else waits for.
    private static let largestBatch = 64

    private let listener: Listener
    private let receiver: any InboxReceiver
    private let logger: Logger

    /// Starts listening; connections are served from ``run()`` on.
    /// - Throws: ``UnixListenerError``.
    package init(
        _ source: Listener.Source, on loop: any EventLoop, receiver: any InboxReceiver, logger: Logger
    ) async throws {
        listener = try await Listener(source, limits: Self.limits(receiver), on: loop, logger: logger) {
            channel, turn in
            channel.eventLoop.makeCompletedFuture {
                InboxConnection(
                    channel: try NIOAsyncChannel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(
                            backPressureStrategy: .init(lowWatermark: 1, highWatermark: 2),
                            isOutboundHalfClosureEnabled: true)
                    ),
                    turn: turn
                )
            }
        }
        self.receiver = receiver
        self.logger = logger
    }

    package func run() async throws {
        try await listener.serve { connection, _ in
            do {
                try await connection.channel.executeThenClose { inbound, outbound in
                    try await serve(inbound, outbound, connection.turn)
                }
            } catch {
                logger.debug("an inbox connection broke: \(error)")
            }
        }
    }

    private func serve(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ turn: Turn
    ) async throws {
        var lines = LineBuffer()
        for try await chunk in inbound {
            lines.append(chunk)
            try await answer(&lines, outbound, turn)
            guard !lines.isOverflowing else {
                return try await outbound.write([.failure(receiver.error(.tooLarge))].lines())
            }
        }
        if let last = lines.rest() {
            try await outbound.write(await take([last]).lines())
        }
    }

    private func answer(
        _ lines: inout LineBuffer, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, _ turn: Turn
    ) async throws {
        while true {
            var batch: [ByteBuffer] = []
            while batch.count < Self.largestBatch, let line = lines.next() { batch.append(line) }
            guard !batch.isEmpty else { return }
            turn.isAsked()
            try await outbound.write(await take(batch).lines())
            turn.isAnswered(more: !lines.isEmpty)
        }
    }

    private func take(_ lines: [ByteBuffer]) async -> [Result<InboxAcceptance, InboxError>] {
        let decoded = lines.filter { !$0.isBlank }.map(decode)
        let pushes = decoded.compactMap { $0.push }
        var taken = pushes.isEmpty ? [] : await receiver.receive(pushes)[...]
        if decoded.contains(where: \.isPoke) { await receiver.poke() }
        return decoded.map { result in
            result.flatMap { line in
                guard case .push = line else { return .success(.poked) }
                return (taken.popFirst() ?? .failure(receiver.error(.unanswered))).map { .stored($0) }
            }
        }
    }

    private func decode(_ line: ByteBuffer) -> Result<InboxLine, InboxError> {
        do throws(PushPayloadError) {
            return .success(try InboxLine(line))
        } catch {
            return .failure(receiver.error(.malformed(error)))
        }
    }
}

extension Result<InboxLine, InboxError> {
    fileprivate var push: PushPayload? {
        if case .success(.push(let push)) = self { push } else { nil }
    }

    fileprivate var isPoke: Bool {
        if case .success(.poke) = self { true } else { false }
    }
}

/// The connection of a deliverer.
package struct InboxConnection: Sendable {
    let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    let turn: Turn
}

extension ByteBuffer {
    /// An empty line is ignored: it says nothing, and many tools end their output with one.
    fileprivate var isBlank: Bool {
        readableBytesView.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") }
    }
}
