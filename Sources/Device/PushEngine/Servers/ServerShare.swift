/// How much of each limit one server uses.
///
/// It is counted per server, so that a slow or hostile one can be limited without affecting the others. At present the
/// limits are for all servers together.
struct ServerShare: Sendable, Equatable {
    /// Open sign-ins, which the queue limit counts.
    var open = 0
    /// Acknowledgements under way.
    var acknowledgements = 0
    /// Requests under way that ask for a status or a pending list.
    var questions = 0

    static func + (one: Self, other: Self) -> Self {
        ServerShare(
            open: one.open + other.open, acknowledgements: one.acknowledgements + other.acknowledgements,
            questions: one.questions + other.questions)
    }

    /// The limits for all servers together.
    enum Bounds {
        /// It is small so that many pushes do not cause many polls.
        static let questions = 8
        static let acknowledgements = 8
        /// While many pushes come in, accepting them is more important.
        static let acknowledgementsDuringDelivery = 1
    }
}

extension Sequence<ServerLink> {
    /// The sum over all servers.
    var totalShare: ServerShare { reduce(ServerShare()) { $0 + $1.share } }
}
