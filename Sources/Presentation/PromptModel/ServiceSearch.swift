/// Decides when to look again for a notification service that can't be reached.
struct ServiceSearch {
    private var failures = 0
    private var isUnderWay = false
    private(set) var next: Duration?

    mutating func failed(_ now: Instant) {
        isUnderWay = false
        next = failures == 0 ? now.steady : now.steady + Timing.doubled(Timing.serviceSearch, failures - 1)
        failures += 1
    }

    /// Whether to look for the service now. If so, the search counts as running until ``failed(_:)``.
    mutating func isDue(_ now: Instant) -> Bool {
        guard !isUnderWay, next.map({ $0 <= now.steady }) ?? true else { return false }
        isUnderWay = true
        next = nil
        return true
    }
}
