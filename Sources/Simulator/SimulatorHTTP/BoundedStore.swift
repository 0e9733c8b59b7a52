/// Values by key, in the order in which they were added, up to a limit.
package struct BoundedStore<Value: Sendable>: Sendable {
    /// The most values that it keeps.
    package let limit: Int
    private var values: [String: Value] = [:]
    private var order: [String] = []

    /// An empty store for at most `limit` values, which is 1 or more.
    package init(limit: Int) {
        self.limit = limit
    }

    /// How many values it keeps now.
    package var count: Int { values.count }

    /// All values, in the order in which they were added.
    package var oldestFirst: [Value] { order.compactMap { values[$0] } }

    /// The value for `key`; nil if there is none, or if it was dropped.
    package subscript(key: String) -> Value? { values[key] }

    /// Adds a value. If the store is full, it drops one first: the oldest that is over, or the oldest of all if none
    /// is.
    /// - Returns: the dropped value, or nil if there was room.
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

    /// Changes the value for `key`. Does nothing if there is none.
    package mutating func replace(_ value: Value, for key: String) {
        guard values[key] != nil else { return }
        values[key] = value
    }

    /// Removes the value for `key`, if there is one.
    package mutating func remove(_ key: String) {
        guard values.removeValue(forKey: key) != nil else { return }
        order.removeAll { $0 == key }
    }
}
