/// The timers behind the one alarm: a binary heap that also knows the place of each key.
///
/// Setting, moving and cancelling take logarithmic time, and reading ``next`` takes constant time, so that thousands of
/// open sign-ins do not slow down a push. It is a value: its owner sets the alarm.
struct Timers<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        var time: Duration
        /// Orders entries of the same time: the one that was set first comes first.
        var order: Int
        let key: Key

        func isBefore(_ other: Entry) -> Bool { (time, order) < (other.time, other.order) }
    }

    private var heap: [Entry] = []
    private var places: [Key: Int] = [:]
    private var lastOrder = 0

    /// When the first entry is due, in steady time; `nil` if there is none.
    var next: Duration? { heap.first?.time }

    var count: Int { heap.count }

    /// When a key is due; `nil` if it is not set.
    func time(of key: Key) -> Duration? { places[key].map { heap[$0].time } }

    /// Sets a key, or moves it. Each key has one time.
    mutating func set(_ key: Key, at time: Duration) {
        lastOrder += 1
        if let place = places[key] {
            heap[place].time = time
            heap[place].order = lastOrder
            restoreOrder(at: place)
        } else {
            places[key] = heap.count
            heap.append(Entry(time: time, order: lastOrder, key: key))
            moveUp(heap.count - 1)
        }
    }

    mutating func setUnlessSet(_ key: Key, at time: Duration) {
        if places[key] == nil { set(key, at: time) }
    }

    /// Sets a key, or moves it to `time` if it is due later.
    mutating func setNoLater(_ key: Key, than time: Duration) {
        if let present = self.time(of: key), present <= time { return }
        set(key, at: time)
    }

    mutating func cancel(_ key: Key) {
        guard let place = places[key] else { return }
        remove(at: place)
    }

    mutating func cancel(_ keys: some Sequence<Key>) {
        for key in keys { cancel(key) }
    }

    /// Removes and returns all keys that are due, in the order of their times.
    mutating func takeDue(at time: Duration) -> [Key] {
        var due: [Key] = []
        while let first = heap.first, first.time <= time {
            due.append(first.key)
            remove(at: 0)
        }
        return due
    }

    // MARK: The heap

    private mutating func remove(at place: Int) {
        swap(place, heap.count - 1)
        places[heap.removeLast().key] = nil
        if place < heap.count { restoreOrder(at: place) }
    }

    private mutating func restoreOrder(at place: Int) {
        if place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
            moveUp(place)
        } else {
            moveDown(place)
        }
    }

    private mutating func moveUp(_ place: Int) {
        var place = place
        while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
            swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func moveDown(_ place: Int) {
        var place = place
        while let child = firstChild(of: place), heap[child].isBefore(heap[place]) {
            swap(place, child)
            place = child
        }
    }

    /// The one of two children that is due first.
    private func firstChild(of place: Int) -> Int? {
        let (left, right) = (2 * place + 1, 2 * place + 2)
        guard left < heap.count else { return nil }
        return right < heap.count && heap[right].isBefore(heap[left]) ? right : left
    }

    private mutating func swap(_ one: Int, _ other: Int) {
        heap.swapAt(one, other)
        places[heap[one].key] = one
        places[heap[other].key] = other
    }
}
