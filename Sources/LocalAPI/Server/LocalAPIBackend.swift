package import LocalAPIModel

/// What the local API is a view of. Every method throws a ``Problem`` where it can't do what is asked.
package protocol LocalAPIBackend: Sendable {
    func status() async throws -> StatusDocument

    func enrollments() async throws -> EnrollmentListDocument
    func enrollment(_ id: String) async throws -> EnrollmentDocument
    func enroll(_ request: EnrollRequest) async throws -> EnrollmentDocument
    func change(_ id: String, _ change: EnrollmentChange) async throws -> EnrollmentDocument
    func unenroll(_ id: String) async throws

    func scan(_ request: ScanRequest) async throws -> EnrollmentScanDocument
    func scan(_ id: String) async throws -> EnrollmentScanDocument
    /// - Returns: the scan after its number was given, or still `verifying`.
    func verifyScan(_ id: String, number: String, wait: Duration) async throws -> EnrollmentScanDocument

    func exchanges(_ query: ExchangeQuery) async throws -> ExchangeListDocument
    func exchange(_ id: String) async throws -> ExchangeDocument
    /// - Returns: the exchange after the step, or, with an `operation`, still in it.
    func decide(
        _ decision: Decision, on id: String, by caller: CallerDocument, wait: Duration
    ) async throws -> ExchangeDocument

    func refresh() async throws -> RefreshDocument
    func checkup() async throws -> CheckupDocument

    /// The events after the one of a number (`nil`: from now on).
    func follow(after number: Int64?) async throws -> EventSubscription
}

/// What a listing is asked for.
package struct ExchangeQuery: Sendable, Equatable {
    package var states: Set<ExchangeState>
    package var enrollment: String?
    package var limit: Int
    package var before: String?
}

/// Events as they happen.
package struct EventSubscription: Sendable {
    /// Ends when the daemon stops, when its reader is too slow, or when it is cancelled.
    package let events: any AsyncSequence<EventDocument, any Error> & Sendable
    package let cancel: @Sendable () -> Void

    package init(
        _ events: any AsyncSequence<EventDocument, any Error> & Sendable, cancel: @escaping @Sendable () -> Void
    ) {
        self.events = events
        self.cancel = cancel
    }
}

/// An event, its number and the exchange as JSON.
package struct EventDocument: Sendable {
    package var number: Int64
    package var json: String

    package init(number: Int64, json: String) {
        self.number = number
        self.json = json
    }
}
