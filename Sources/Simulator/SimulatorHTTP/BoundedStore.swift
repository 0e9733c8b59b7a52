/// Values by key, in the order in which they came, and no more of them than a limit.
package struct BoundedStore<Value: Sendable>: Sendable {
    package let limit: Int
    private var values: [String: Value] = [:]
    private var order: [String] = []

    package init(limit: Int) {
        self.limit = limit
    }

    package var count: Int { values.count }

    package var oldestFirst: [Value] { order.compactMap { values[$0] } }

    package subscript(key: String) -> Value? { values[key] }

    /// Keeps one more value. Where there is no room, it drops and returns the oldest that is over, or the oldest of all
    /// where none is.
    @discardableResult
    package mutating func insert(_ value: Value, for key: String, isOver: (Value) -> Bool) -> Value? {
        var dropped: Value?
        if order.count >= limit {
            let index = order.firstIndex { values[$0].map(isOver) ?? true } ?? order.startIndex
            dropped = values.removeValue(forKey: order.remove(at: index))
        }
        if values.updateValue(value, forKey: key) == nil { order.append(key) }
        return dropped
    }

    /// Changes a value that is there; another key stays unknown.
    package mutating func replace(_ value: Value, for key: String) {
        guard values[key] != nil else { return }
        values[key] = value
    }

    package mutating func remove(_ key: String) {
        guard values.removeValue(forKey: key) != nil else { return }
        order.removeAll { $0 == key }
    }
}
