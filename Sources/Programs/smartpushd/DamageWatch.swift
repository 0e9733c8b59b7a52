import PushStore
import ServiceLifecycle

/// Ends the daemon with a failure if the database turns out to be damaged while it runs, because all further work could
/// be wrong. The service manager restarts the daemon, which then checks the file and creates a new one.
struct DamageWatch: Service {
    private let damage: AsyncStream<PushStoreError>
    private let continuation: AsyncStream<PushStoreError>.Continuation

    init() {
        (damage, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// Can be called from any thread, and more than once.
    var report: @Sendable (PushStoreError) -> Void {
        { [continuation] in continuation.yield($0) }
    }

    func run() async throws {
        try await withGracefulShutdownHandler {
            for await damage in damage { throw damage }
        } onGracefulShutdown: {
            continuation.finish()
        }
    }
}
