import FoundationEssentials
package import LocalAPIModel
import NIOCore
import NIOPosix

/// Delivers pushes to the daemon's inbox.
package struct InboxClient: Sendable {
    /// The daemon's `inbox.sock`.
    package let socketPath: String
    private let patience: Duration

    /// - Parameters:
    ///   - socketPath: the daemon's `inbox.sock`.
    ///   - patience: how long the inbox may take for each answer.
    package init(socketPath: String, patience: Duration = .seconds(15)) {
        self.socketPath = socketPath
        self.patience = patience
    }

    /// Sends one line after another, and calls `answered` with each answer before it sends the next line.
    ///
    /// After an `ok` the push is on the disk. If this throws, the lines without an answer can be delivered again: the
    /// daemon recognises a push that it has.
    /// - Parameters:
    ///   - lines: JSON objects, without line breaks.
    ///   - answered: called once for each line, in order, also for a refusal.
    /// - Throws: ``LocalAPIError``, or what `answered` throws.
    package func deliver(
        _ lines: [[UInt8]], answered: (InboxAnswer) throws -> Void
    ) async throws {
        let connection = try await connect()
        do {
            try await connection.executeThenClose { inbound, outbound in
                var answers = AnswerReader(inbound.makeAsyncIterator())
                for line in lines {
                    try await outbound.write(ByteBuffer(bytes: line + [UInt8(ascii: "\n")]))
                    try answered(try await answers.next(on: connection.channel, within: patience))
                }
            }
        } catch let failure as HTTPFailure {
            throw LocalAPIError(failure, path: socketPath)
        } catch let error as IOError {
            throw LocalAPIError(HTTPFailure(error), path: socketPath)
        } catch let error as ChannelError {
            throw LocalAPIError(HTTPFailure(error), path: socketPath)
        }
    }

    private func connect() async throws(LocalAPIError) -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        do {
            return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: socketPath) { channel in
                    channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
                }
        } catch {
            throw .daemonUnreachable(path: socketPath, why: Unreachable(error))
        }
    }
}

/// The inbox's answers, one a line.
private struct AnswerReader {
    /// Far more than any answer has.
    private static let limit = 1 << 16

    private var bytes: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var received = ByteBuffer()

    init(_ bytes: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
        self.bytes = bytes
    }

    mutating func next(on channel: any Channel, within time: Duration) async throws -> InboxAnswer {
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(time)) {
            channel.pipeline.fireErrorCaught(HTTPFailure.timedOut)
        }
        defer { timer.cancel() }
        let line = try await line()
        guard let answer = try? JSONDecoder().decode(InboxAnswer.self, from: Data(line)) else {
            throw LocalAPIError.unintelligible(.noInboxAnswer)
        }
        return answer
    }

    private mutating func line() async throws -> [UInt8] {
        while true {
            if let end = received.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(received.readableBytesView[..<end])
                received.moveReaderIndex(forwardBy: line.count + 1)
                return line
            }
            guard received.readableBytes < Self.limit else { throw HTTPFailure.tooLarge(Self.limit) }
            guard var more = try await bytes.next(isolation: #isolation) else {
                throw Task.isCancelled ? HTTPFailure.cancelled : HTTPFailure.cutShort
            }
            received.writeBuffer(&more)
        }
    }
}
