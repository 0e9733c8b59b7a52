import Synchronization

/// A value that comes once, or never, and those who wait for it.
final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        case waiting([AsyncStream<Result<Value, any Error>>.Continuation])
        case settled(Result<Value, any Error>)
    }

    private let state = Mutex(State.waiting([]))

    /// Only the first result counts.
    func settle(_ result: Result<Value, any Error>) {
        state.withLock { state in
            guard case .waiting(let waiters) = state else { return }
            state = .settled(result)
            for waiter in waiters {
                waiter.yield(result)
                waiter.finish()
            }
        }
    }

    /// Throws what it was settled with, or `CancellationError` when the waiting task is cancelled.
    func value() async throws -> Value {
        let (stream, continuation) = AsyncStream.makeStream(of: Result<Value, any Error>.self)
        state.withLock { state in
            switch state {
            case .waiting(let waiters):
                state = .waiting(waiters + [continuation])
            case .settled(let result):
                continuation.yield(result)
                continuation.finish()
            }
        }
        for await result in stream { return try result.get() }
        throw CancellationError()
    }
}
