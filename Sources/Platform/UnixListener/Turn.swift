import NIOCore

/// Whose turn it is on a connection: the client's, to send a request, or the daemon's, to answer.
///
/// The protocol on the connection reports it, because only the protocol knows when a request is whole. While it is the
/// client's turn, the deadlines of ``ConnectionLimits`` apply, and the connection can be closed to make room.
package final class Turn: Sendable {
    private let connections: Connections
    private let number: Int

    init(_ connections: Connections, _ number: Int) {
        self.connections = connections
        self.number = number
    }

    /// A whole request has arrived: it is the daemon's turn.
    package func isAsked() {
        connections.change(number) { $0.isServed = true }
    }

    /// All requests are answered: it is the client's turn.
    /// - Parameter more: whether a part of the next request has arrived.
    package func isAnswered(more: Bool = false) {
        connections.change(number) { $0.wait(since: .now(), asking: more) }
    }

    /// Bytes arrived.
    func receivedBytes() {
        connections.change(number) { $0.receivedBytes(at: .now()) }
    }

    /// - Parameter isStalled: whether the client has stopped reading its answer.
    func isStalled(_ isStalled: Bool) {
        connections.change(number) { $0.stalledSince = isStalled ? .now() : nil }
    }
}
