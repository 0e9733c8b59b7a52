import PushExchange

/// What the engine is about to do for an open exchange. Not stored: after a restart the exchange's state tells.
struct Agenda {
    let enrollment: String
    /// What the exchange does when its pause is over.
    var next: Next?
    /// The server's time at which it expires, or gives up.
    var deadline: Timestamp?
    /// Failed requests in a row.
    var failures = 0
    /// Polls since the state last changed.
    var polls = 0
    /// How many steps have been sent since the start: what was asked before the last of them can't tell how it went.
    var stepsSent = 0
    /// Whether its pause is over and it waits for its server, which is away.
    var waitsForServer = false
    /// Whether the server is being asked about this exchange: once at a time.
    var isAsking = false

    enum Next {
        case retry
        case askStatus
        case askPendingList
    }
}

/// An event that could not be committed. It is kept until it can be: it may hold the id for the next step.
struct StalledEvent {
    var event: Event
    var exchange: String
}
