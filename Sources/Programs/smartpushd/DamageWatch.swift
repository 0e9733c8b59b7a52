import PushStore
import ServiceLifecycle

/// Ends the daemon with a failure when damage is come across while it runs: what it would do from then on could be wrong,
/// and the service manager starts it again, which looks through the file and begins a new one.
struct DamageWatch: Service {
    private let damage: AsyncStream<PushStoreError>
    private let continuation: AsyncStream<PushStoreError>.Continuation

    init() {
        (damage, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// Can be called from anywhere, and more than once.
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
