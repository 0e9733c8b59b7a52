package import NIOCore

/// How much of the daemon's resources the clients of a socket can use.
package struct ConnectionLimits: Sendable {
    /// The largest number of connections at once. To make room for one more, the daemon closes the connection that has
    /// been idle longest. It never closes one that is being served.
    package var connections = 64
    /// The longest time from the first byte of a request to its last.
    package var request = TimeAmount.seconds(10)
    /// How long an idle connection stays open; `nil` to close it only when its place is needed.
    package var idle: TimeAmount?
    /// How long an answer waits for the client to read more of it.
    package var answer = TimeAmount.seconds(10)
    /// How many bytes are read at once, at most.
    package var piece: Int
    /// What is written to a client for which there is no room, before its connection is closed.
    package var refusal: String

    package init(idle: TimeAmount?, piece: Int, refusal: String) {
        self.idle = idle
        self.piece = piece
        self.refusal = refusal
    }
}
