import Synchronization

/// A value that is set at most once, and the tasks that wait for it.
final class Deferred<Value: Sendable>: Sendable {
    private enum State {
        case waiting([AsyncStream<Result<Value, any Error>>.Continuation])
        case resolved(Result<Value, any Error>)
    }

    private let state = Mutex(State.waiting([]))

    /// Only the first result counts.
    func resolve(_ result: Result<Value, any Error>) {
        state.withLock { state in
            guard case .waiting(let waiters) = state else { return }
            state = .resolved(result)
            for waiter in waiters {
                waiter.yield(result)
                waiter.finish()
            }
        }
    }

    /// Throws the error that it was resolved with, or `CancellationError` when the waiting task is cancelled.
    func value() async throws -> Value {
        let (stream, continuation) = AsyncStream.makeStream(of: Result<Value, any Error>.self)
        state.withLock { state in
            switch state {
            case .waiting(let waiters):
                state = .waiting(waiters + [continuation])
            case .resolved(let result):
                continuation.yield(result)
                continuation.finish()
            }
        }
        for await result in stream { return try result.get() }
        throw CancellationError()
    }
}
