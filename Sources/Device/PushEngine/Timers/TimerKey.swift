/// The timers of the engine. Each has an owner that sets it; together they are all that the engine does later.
///
/// What is timed elsewhere needs nothing of the engine's state: how long a client of a socket may take
/// (`UnixListener/Connections`), when connections are accepted again and how long they may last at the end
/// (`UnixListener/ConnectionHandlers`, `UnixListener`), how long a server may take and a connection
/// to it is kept (`WebClient`, `CertificateInspector`), when the system's bus is looked for again
/// (`smartpushd/PresenceService`), and the service manager's watchdog (`smartpushd/Services`).
enum TimerKey: Hashable, Sendable {
    /// An exchange expires, or is given up.
    case exchangeDeadline(String)
    /// The pause of an exchange before its next request ends. Each has one at a time.
    case exchangeRequest(String)
    /// A caller has waited as long as it wanted.
    case callerTimeout(Int)
    /// Fetch the pending list of an enrollment.
    case poll(enrollment: String)
    /// Fetch all pending lists, some time after a network came up.
    case networkSettled
    /// Fetch all pending lists, because something may be waiting.
    case poke
    /// Commit the changes that have waited to share a commit.
    case commitDelay
    /// Write again what could not be written, or find out whether anything can be.
    case storeRetry
    /// Ask whether the server took the number of an enrollment.
    case scanRequest(String)
    /// A scan expires, or is given up.
    case scanDeadline(String)
    /// Send again the deregistrations that could not be sent.
    case deregistrations
    /// The time for requests under way is over when the daemon stops.
    case stopTimeout
}

extension Timers<TimerKey> {
    mutating func cancelAll(ofExchange id: String) {
        cancel([.exchangeDeadline(id), .exchangeRequest(id)])
    }

    mutating func cancelAll(ofScan id: String) {
        cancel([.scanRequest(id), .scanDeadline(id)])
    }
}
