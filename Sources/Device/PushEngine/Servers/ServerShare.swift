/// What one server has taken of everything that is bounded.
///
/// Counted for each server, so that one which is slow or hostile can be given less without touching the others. Today the
/// bounds hold for all servers together.
struct ServerShare: Sendable, Equatable {
    /// Places in the queue: sign-ins that are open.
    var open = 0
    /// Acknowledgements on their way.
    var acknowledgements = 0
    /// Requests on their way that ask how something stands.
    var questions = 0

    static func + (one: Self, other: Self) -> Self {
        ServerShare(
            open: one.open + other.open, acknowledgements: one.acknowledgements + other.acknowledgements,
            questions: one.questions + other.questions)
    }

    /// How much all servers may take together.
    enum Bounds {
        /// So that a flood of pushes is no flood of polls.
        static let questions = 8
        static let acknowledgements = 8
        /// While a flood of pushes is coming in, taking those in is what counts.
        static let acknowledgementsDuringDelivery = 1
    }
}

extension Sequence<ServerLink> {
    /// What all of them have taken together.
    var totalShare: ServerShare { reduce(ServerShare()) { $0 + $1.share } }
}
