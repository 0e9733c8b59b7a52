import Dispatch
import Foundation
import Synchronization

/// Work on its own thread.
final class Worker: Sendable {
    private let outcome = Mutex<Result<Void, any Error>>(.success(()))
    private let done = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () throws -> Void) throws {
        Thread.detachNewThread {
            let result = Result { try body() }
            self.outcome.withLock { $0 = result }
            self.done.signal()
        }
    }

    func wait() throws {
        done.wait()
        try outcome.withLock { $0 }.get()
    }
}

/// Does something with each item, on several threads that share the items.
func concurrently<Item: Sendable>(
    _ items: [Item], threads: Int, _ body: @escaping @Sendable (Int, [Item]) throws -> Void
) throws {
    let workers = try (0..<threads).map { number in
        let share = items.indices.filter { $0 % threads == number }.map { items[$0] }
        return try Worker { try body(number, share) }
    }
    for worker in workers { try worker.wait() }
}
