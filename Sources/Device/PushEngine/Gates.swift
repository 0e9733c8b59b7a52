/// Those who wait until something that is under way is over, for each thing by its key.
struct Gates<Key: Hashable & Sendable>: Sendable {
    private var waiting: [Key: [CheckedContinuation<Void, Never>]] = [:]

    mutating func wait(for key: Key, _ continuation: CheckedContinuation<Void, Never>) {
        waiting[key, default: []].append(continuation)
    }

    /// It is over: all who wait for it go on.
    mutating func open(_ key: Key) {
        for continuation in waiting.removeValue(forKey: key) ?? [] { continuation.resume() }
    }
}
