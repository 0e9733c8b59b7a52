/// The requests for the pending list of one enrollment: one at a time. Callers that ask during one share the next one,
/// because the one under way may have been answered before what they ask about happened.
struct PendingFetches: Sendable {
    /// How many have begun.
    private(set) var begun = 0
    private(set) var isUnderWay = false
    private var last: RefreshResult?

    mutating func begin() {
        begun += 1
        isUnderWay = true
    }

    mutating func end(_ result: RefreshResult) {
        isUnderWay = false
        last = result
    }

    /// The result of one that has begun after the first `count` had; `nil` if there is none yet.
    func result(after count: Int) -> RefreshResult? {
        begun > count && !isUnderWay ? last : nil
    }
}
