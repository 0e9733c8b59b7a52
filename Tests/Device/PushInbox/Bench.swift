import Logging
import NIOCore
import NIOPosix
import PushExchange
import PushInbox
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing
import UnixListener

/// A receiver that accepts each push, with its exchange id as the local id, and records the batches.
final class Recorder: InboxReceiver {
    private struct State {
        var portions: [[String]] = []
        var waiter: CheckedContinuation<Void, Never>?
        var isHeld = false
        var pokes = 0
    }

    private let state = Mutex(State())

    /// The exchange ids, in the batches in which they came.
    var portions: [[String]] { state.withLock { $0.portions } }

    /// How many batches had a poke.
    var pokes: Int { state.withLock { $0.pokes } }

    func poke() async { state.withLock { $0.pokes += 1 } }

    /// Blocks the next batch until ``release()``.
    func hold() { state.withLock { $0.isHeld = true } }

    func release() {
        let waiter = state.withLock { state in
            state.isHeld = false
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    func receive(_ pushes: [PushPayload]) async -> [Result<Receipt, InboxError>] {
        let ids = pushes.map { $0.exchangeID.reveal() }
        let isHeld = state.withLock { state in
            state.portions.append(ids)
            return state.isHeld
        }
        if isHeld {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isHeld { state.waiter = continuation }
                    return !state.isHeld
                }
                if isOver { continuation.resume() }
            }
        }
        return ids.map { id in
            guard let code = InboxError.Code(rawValue: id) else {
                return .success(Receipt(id: "x-\(id)", duplicate: false))
            }
            return .failure(InboxError(code, "because"))
        }
    }

    func error(_ fault: InboxFault) -> InboxError {
        switch fault {
        case .malformed(let error): InboxError(.malformed, "\(error)")
        case .tooLarge: InboxError(.tooLarge, "too large")
        case .tooManyConnections, .unanswered: InboxError(.unavailable, "\(fault)")
        }
    }
}

/// An inbox with its own socket.
struct Bench: Sendable {
    let path: String
    let receiver: Recorder

    /// Runs `body` with a connection to the inbox.
    func withConnection<Value>(_ body: (Connection) async throws -> Value) async throws -> Value {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(Connection(inbound: inbound, outbound: outbound))
        }
    }
}

/// The deliverer's end of a connection.
final class Connection {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var bytes = ByteBuffer()

    init(inbound: NIOAsyncChannelInboundStream<ByteBuffer>, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Closes the sending side.
    func finish() { outbound.finish() }

    /// The next answer; `nil` if the inbox has closed the connection.
    func line() async throws -> String? {
        while true {
            if let end = bytes.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                defer { bytes.moveReaderIndex(forwardBy: 1) }
                return bytes.readString(length: end - bytes.readerIndex)
            }
            guard var chunk = try await inbound.next(isolation: #isolation) else { return nil }
            bytes.writeBuffer(&chunk)
        }
    }
}

func withInbox(_ body: (Bench) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        let bench = Bench(path: "\(folder)/inbox.sock", receiver: Recorder())
        let inbox = try await Inbox(
            .path(bench.path), on: MultiThreadedEventLoopGroup.singleton.next(), receiver: bench.receiver,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let serving = Task { try await inbox.run() }
        do {
            try await body(bench)
        } catch {
            serving.cancel()
            throw error
        }
        serving.cancel()
        _ = await serving.result
    }
}

/// The line for a push.
func push(_ id: String) -> String {
    #"{"sub":"s","tenant_key":"t","verification_type":"PUSH","exchange_id":"\#(id)"}"# + "\n"
}

/// The line that answers it.
func taken(_ id: String) -> String {
    #"{"duplicate":false,"id":"x-\#(id)","ok":true}"#
}
