/// Callers that wait until something has ended, by the key of what they wait for.
struct Gates<Key: Hashable & Sendable>: Sendable {
    private var waiting: [Key: [CheckedContinuation<Void, Never>]] = [:]

    mutating func wait(for key: Key, _ continuation: CheckedContinuation<Void, Never>) {
        waiting[key, default: []].append(continuation)
    }

    /// Resumes all callers that wait for a key.
    mutating func open(_ key: Key) {
        for continuation in waiting.removeValue(forKey: key) ?? [] { continuation.resume() }
    }
}
