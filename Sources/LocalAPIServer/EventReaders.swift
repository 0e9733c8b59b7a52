import LocalAPI
import Synchronization

/// How many follow the events. Each keeps its connection for as long as it likes, so that they are counted.
final class EventReaders: Sendable {
    static let most = 16

    private let count = Mutex(0)

    /// A reader's place, given back with the last reference to it.
    final class Place: Sendable {
        private let readers: EventReaders

        fileprivate init(_ readers: EventReaders) {
            self.readers = readers
        }

        deinit {
            readers.count.withLock { $0 -= 1 }
        }
    }

    func place() throws -> Place {
        let isFree = count.withLock { count in
            guard count < Self.most else { return false }
            count += 1
            return true
        }
        guard isFree else {
            throw Problem(.unavailable, "\(Self.most) programs follow the events already; end one of them")
        }
        return Place(self)
    }
}
