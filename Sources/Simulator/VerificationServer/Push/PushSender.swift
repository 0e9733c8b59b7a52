import Logging
import NIOCore
import NIOPosix
import SimulatorHTTP

/// A push and the inbox of its device.
struct PushDelivery: Sendable {
    let message: PushMessage
    let inbox: String?
}

/// Delivers pushes independently of the answers, a few at a time. A failure is logged and not retried: a device finds
/// the sign-in in the pending list, as with a real push.
struct PushSender: Sendable {
    private static let atOnce = 16
    private static let timeout = TimeAmount.seconds(5)
    private static let longestAnswer = 64 * 1024

    private let logger: Logger
    private let queue: AsyncStream<PushDelivery>
    private let entrance: AsyncStream<PushDelivery>.Continuation

    init(logger: Logger) {
        self.logger = logger
        (queue, entrance) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1_000))
    }

    /// Queues a push and returns immediately. If the queue is full, the push is dropped.
    func send(_ delivery: PushDelivery) {
        guard case .dropped = entrance.yield(delivery) else { return }
        logger.warning("a push was dropped because too many wait to be delivered; the pending list has it")
    }

    func run() async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await delivery in queue {
                if running == Self.atOnce { await group.next() } else { running += 1 }
                group.addTask { await deliver(delivery) }
            }
        }
    }

    private func deliver(_ delivery: PushDelivery) async {
        guard let inbox = delivery.inbox else {
            logger.notice("a push was not delivered because no inbox is given; the pending list has it")
            return
        }
        do {
            let answer = try await exchange(delivery.message.line, with: inbox)
            guard case .object(let members)? = try? JSON(bytes: answer.utf8), members["ok"] != true else { return }
            logger.warning("the inbox refused a push", metadata: ["inbox": "\(inbox)", "answer": "\(answer)"])
        } catch {
            logger.warning(
                "a push was not delivered; the pending list has it",
                metadata: ["inbox": "\(inbox)", "error": "\(error)"])
        }
    }

    /// Writes one line to the Unix socket and reads one line back.
    private func exchange(_ line: String, with inbox: String) async throws -> String {
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(Self.timeout)
            .connect(unixDomainSocketPath: inbox) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let deadline = client.channel.eventLoop.scheduleTask(in: Self.timeout) { client.channel.close(promise: nil) }
        defer { deadline.cancel() }
        return try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: line))
            var answer: [UInt8] = []
            for try await part in inbound {
                answer += part.readableBytesView
                if answer.contains(UInt8(ascii: "\n")) || answer.count > Self.longestAnswer { break }
            }
            guard let end = answer.firstIndex(of: UInt8(ascii: "\n")) else { throw DeliveryError.noAnswer }
            return String(decoding: answer[..<end], as: UTF8.self)
        }
    }
}

private enum DeliveryError: Error, CustomStringConvertible {
    case noAnswer

    var description: String { "the inbox gave no answer" }
}
