import LoginPageClient
import Messages

/// The result of `body`. Throws a ``Complaint`` if it takes longer than `limit`.
func within<Result: Sendable>(
    _ limit: Duration, _ what: DoctorWait, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let timeout = Complaint(.other, .doctor(.tookTooLong(what, seconds: limit.components.seconds)))
    return try await within(limit, orThrow: timeout, body)
}
