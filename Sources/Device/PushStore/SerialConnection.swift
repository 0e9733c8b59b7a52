import Dispatch
import SQLite
import Synchronization

/// A connection that one caller uses at a time.
///
/// Callers wait on a queue of its own without a quality of service. A queue with one would run on a pool of threads
/// that, once started, wakes the process every second.
final class SerialConnection: Sendable {
    private let queue: DispatchQueue
    private let connection: Mutex<Connection?>

    /// - Parameters:
    ///   - connection: must not be used by anyone else from now on.
    ///   - role: part of the queue's name.
    init(_ connection: sending Connection, role: String) {
        queue = DispatchQueue(label: "smartpush.store.\(role)")
        self.connection = Mutex(connection)
    }

    /// Runs `body` on the queue; the caller's thread is free meanwhile.
    /// - Throws: what `body` throws; ``SQLiteError`` if the connection is closed.
    func run<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try self.runNow(body) })
            }
        }
    }

    /// Runs `body` on the calling thread, as soon as nobody else uses the connection.
    /// - Throws: what `body` throws; ``SQLiteError`` if the connection is closed.
    func runNow<Value: Sendable>(_ body: (Connection) throws -> Value) throws -> Value {
        try connection.withLock { connection in
            guard let connection else { throw SQLiteError(.error, message: "the database is closed") }
            return try body(connection)
        }
    }

    /// Closes it, as soon as nobody uses it. Everything that is run afterwards fails.
    func close() {
        connection.withLock { $0 = nil }
    }
}
