package import NIOCore

/// How much of the daemon whoever connects to a socket may take.
package struct ConnectionLimits: Sendable {
    /// How many connections there are at once. For one more, the one that has waited longest for its client to ask
    /// something is closed; those that are being served stay.
    package var connections = 64
    /// How long a request may take from its first byte to its last.
    package var request = TimeAmount.seconds(10)
    /// How long a connection stays on which nothing is asked; `nil`: until its place is needed.
    package var idle: TimeAmount?
    /// How long an answer waits for its reader to take more of it.
    package var answer = TimeAmount.seconds(10)
    /// The largest piece that is read at once.
    package var piece: Int
    /// What is said to one for whom there is no place, before it is closed on.
    package var refusal: String

    package init(idle: TimeAmount?, piece: Int, refusal: String) {
        self.idle = idle
        self.piece = piece
        self.refusal = refusal
    }
}
