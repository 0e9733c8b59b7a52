/// What is due when, in steady time. A value: setting the one alarm to ``next`` is its owner's.
struct Schedule {
    enum Entry: Hashable, Sendable {
        /// An exchange's expiry.
        case deadline(exchange: String)
        /// Whatever an exchange waits for before its next request; there is one at a time.
        case request(exchange: String)
        /// The end of a caller's patience.
        case patience(waiter: Int)
        /// To ask a server that could not be reached.
        case probe(enrollment: String)
        /// The end of what requests are given when the daemon stops.
        case graceWhenStopping
        /// To fetch the pending lists once a network that came up has settled.
        case networkSettled
        /// To commit what nobody waits for, also without company.
        case company
        /// To ask whether the server took an enrollment's number.
        case scan(String)
        /// A scan's expiry, or the end of asking.
        case scanDeadline(String)
        /// To tell servers again of devices that were given up.
        case farewells
        /// To write again what could not be written, or to see whether anything can.
        case storeFailure
    }

    private var due: [Entry: Duration] = [:]

    /// When the first entry is due.
    var next: Duration? { due.values.min() }

    mutating func set(_ entry: Entry, at time: Duration) {
        due[entry] = time
    }

    mutating func setUnlessSet(_ entry: Entry, at time: Duration) {
        if due[entry] == nil { due[entry] = time }
    }

    mutating func setNoLater(_ entry: Entry, than time: Duration) {
        due[entry] = min(due[entry] ?? time, time)
    }

    mutating func cancel(_ entry: Entry) {
        due[entry] = nil
    }

    mutating func cancelAll(of exchange: String) {
        cancel(.deadline(exchange: exchange))
        cancel(.request(exchange: exchange))
    }

    /// Takes out all that is due, in the order in which it was.
    mutating func takeDue(at time: Duration) -> [Entry] {
        let entries = due.filter { $0.value <= time }.sorted { $0.value < $1.value }.map(\.key)
        for entry in entries { due[entry] = nil }
        return entries
    }
}
