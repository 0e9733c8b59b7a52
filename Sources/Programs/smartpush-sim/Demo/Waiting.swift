import LoginPageClient
import Messages

/// The result of `body`. Throws ``DemoFailure`` if it takes longer than `limit`.
func within<Result: Sendable>(
    _ limit: Duration, _ wait: DemoWait, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let timeout = DemoFailure(.tookTooLong(wait, seconds: limit.components.seconds))
    return try await within(limit, orThrow: timeout, body)
}
