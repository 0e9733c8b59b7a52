/// What the engine's alarm can go off for.
enum TimerKey: Hashable, Sendable {
    /// An exchange expires, or is given up.
    case exchangeDeadline(String)
    /// An exchange's pause before its next request is over; it has one at a time.
    case exchangeRequest(String)
    /// A caller has waited for as long as it wanted.
    case callerTimeout(Int)
    /// To fetch the pending list of an enrollment whose server did not answer.
    case poll(enrollment: String)
    /// To fetch all pending lists once a network that came up has settled.
    case networkSettled
    /// To commit what has waited for another change to share the commit.
    case commitDelay
    /// To write again what could not be written, or to see whether anything can be.
    case storeRetry
    /// To ask whether the server took an enrollment's number.
    case scanRequest(String)
    /// A scan expires, or is given up.
    case scanDeadline(String)
    /// To send again what could not be sent of the deregistrations.
    case deregistrations
    /// Requests under way have had the time that they are given when the daemon stops.
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
