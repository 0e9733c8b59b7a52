import NIOCore

/// Whose turn it is on a connection: the client's, to ask something, or ours, to answer.
///
/// A protocol tells it, because only it knows when a request is whole. While it is the client's, there is a deadline, and
/// the connection is one that can be closed when its place is needed.
package final class Turn: Sendable {
    private let connections: Connections
    private let number: Int

    init(_ connections: Connections, _ number: Int) {
        self.connections = connections
        self.number = number
    }

    /// A whole request is there: the turn is ours.
    package func isAsked() {
        connections.change(number) { $0.isServed = true }
    }

    /// All that was asked is answered: the turn is the client's.
    /// - Parameter more: whether the beginning of a next request is there.
    package func isAnswered(more: Bool = false) {
        connections.change(number) { $0.wait(since: .now(), asking: more) }
    }

    /// Bytes came in.
    func hears() {
        connections.change(number) { $0.hear(at: .now()) }
    }

    /// Whether bytes wait for the reader to take some.
    func isStalled(_ isStalled: Bool) {
        connections.change(number) { $0.stalledSince = isStalled ? .now() : nil }
    }
}
