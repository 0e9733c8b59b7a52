import Dispatch
import SQLite
import Synchronization

/// A connection that one caller uses at a time.
///
/// Waiting for its turn happens on a queue of its own, without a quality of service: a queue that names one runs on a pool
/// which, once started, wakes the process every second.
final class SerialConnection: Sendable {
    private let queue: DispatchQueue
    private let connection: Mutex<Connection?>

    /// - Parameters:
    ///   - connection: is used by nobody else from now on.
    ///   - role: part of the queue's name.
    init(_ connection: sending Connection, role: String) {
        queue = DispatchQueue(label: "smartpush.store.\(role)")
        self.connection = Mutex(connection)
    }

    /// Runs `body` on the queue, and waits for it without a thread.
    /// - Throws: what `body` throws; ``SQLiteError`` if the connection is closed.
    func run<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try self.runNow(body) })
            }
        }
    }

    /// Runs `body` on the calling thread, once nobody else uses the connection.
    /// - Throws: what `body` throws; ``SQLiteError`` if the connection is closed.
    func runNow<Value: Sendable>(_ body: (Connection) throws -> Value) throws -> Value {
        try connection.withLock { connection in
            guard let connection else { throw SQLiteError(.error, message: "the database is closed") }
            return try body(connection)
        }
    }

    /// Closes it, once nobody uses it. Nothing can be run afterwards.
    func close() {
        connection.withLock { $0 = nil }
    }
}
