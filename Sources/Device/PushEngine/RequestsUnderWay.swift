/// Counts the requests that were sent and have no outcome yet, and resumes callers when there are none.
struct RequestsUnderWay {
    private(set) var count = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    mutating func begin() {
        count += 1
    }

    mutating func end() {
        count -= 1
        if count == 0 { releaseAll() }
    }

    /// - Parameter continuation: resumed once no request is under way, or by ``releaseAll()``.
    mutating func wait(_ continuation: CheckedContinuation<Void, Never>) {
        guard count > 0 else { return continuation.resume() }
        waiting.append(continuation)
    }

    mutating func releaseAll() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
