/// Values by key, in the order in which they came, and no more of them than a limit.
struct Bounded<Value: Sendable>: Sendable {
    let limit: Int
    private var values: [String: Value] = [:]
    private var order: [String] = []

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { values.count }

    var oldestFirst: [Value] { order.compactMap { values[$0] } }

    subscript(key: String) -> Value? { values[key] }

    /// Keeps one more value. Where there is no room, the oldest that is over goes, or the oldest of all where none is; it
    /// is returned.
    @discardableResult
    mutating func insert(_ value: Value, for key: String, isOver: (Value) -> Bool) -> Value? {
        var dropped: Value?
        if order.count >= limit {
            let index = order.firstIndex { values[$0].map(isOver) ?? true } ?? order.startIndex
            dropped = values.removeValue(forKey: order.remove(at: index))
        }
        if values.updateValue(value, forKey: key) == nil { order.append(key) }
        return dropped
    }

    /// Changes a value that is there; another key stays unknown.
    mutating func replace(_ value: Value, for key: String) {
        guard values[key] != nil else { return }
        values[key] = value
    }

    mutating func remove(_ key: String) {
        guard values.removeValue(forKey: key) != nil else { return }
        order.removeAll { $0 == key }
    }
}
