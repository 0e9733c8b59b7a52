/// How many requests have left and have no outcome yet, and who waits for there to be none.
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

    /// - Parameter continuation: resumed when there are none, or all are let go.
    mutating func wait(_ continuation: CheckedContinuation<Void, Never>) {
        guard count > 0 else { return continuation.resume() }
        waiting.append(continuation)
    }

    mutating func releaseAll() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
