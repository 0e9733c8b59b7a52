package import LocalAPIModel

/// What the local API serves; the daemon implements it. Every id may be an unambiguous prefix of six or more
/// characters. Every method throws a ``Problem`` if it can't do what is asked.
package protocol LocalAPIBackend: Sendable {
    /// How the daemon is.
    func status() async throws -> StatusDocument

    /// All enrolled devices, oldest first.
    func enrollments() async throws -> EnrollmentListDocument
    /// One enrolled device.
    func enrollment(_ id: String) async throws -> EnrollmentDocument
    /// Adds a device that the server has enrolled, and waits for the server's first answer.
    func enroll(_ request: EnrollRequest, wait: Duration) async throws -> EnrollmentDocument
    /// Enrolls this device with the token of the user's login.
    func login(_ request: LoginRequest) async throws -> EnrollmentDocument
    /// Changes the name, the paths, the push id, or several of them.
    func change(_ id: String, _ change: EnrollmentChange) async throws -> EnrollmentDocument
    /// Removes a device.
    func unenroll(_ id: String) async throws

    /// Scans the link that a web page shows.
    func scan(_ request: ScanRequest) async throws -> EnrollmentScanDocument
    /// One enrollment by a link.
    func scan(_ id: String) async throws -> EnrollmentScanDocument
    /// Gives up an enrollment by a link, and tells the server.
    func cancelScan(_ id: String) async throws
    /// Gives the number that the web page shows.
    /// - Returns: the scan as `enrolled`, or as `verifying` if the wait ends first.
    func verifyScan(_ id: String, number: String, wait: Duration) async throws -> EnrollmentScanDocument

    /// A page of exchanges, newest first.
    func exchanges(_ query: ExchangeQuery) async throws -> ExchangeListDocument
    /// One exchange.
    func exchange(_ id: String) async throws -> ExchangeDocument
    /// Takes a decision. `caller` is the process that sent the request.
    /// - Returns: the exchange after the step, or with an `operation` if the wait ends first.
    func decide(
        _ decision: Decision, on id: String, by caller: CallerDocument, wait: Duration
    ) async throws -> ExchangeDocument

    /// Fetches every enrollment's pending list.
    func refresh() async throws -> RefreshDocument
    /// Checks the database and asks every server.
    func checkup() async throws -> CheckupDocument

    /// The events after the event with a number; `nil` for the events from now on.
    func follow(after number: Int64?) async throws -> EventSubscription
}

/// The parameters of `GET /v1/exchanges`.
package struct ExchangeQuery: Sendable, Equatable {
    /// Exchanges in these states only.
    package var states: Set<ExchangeState>
    /// The id of one enrollment, or a prefix of it; `nil` for all.
    package var enrollment: String?
    /// How many exchanges at most, from 1 to 1,000.
    package var limit: Int
    /// The id of an exchange: the page has older ones only. `nil` for the first page.
    package var before: String?
}

/// Events as they happen, for one reader.
package struct EventSubscription: Sendable {
    /// They end when the daemon stops, when the reader is too slow, or when ``cancel`` is called.
    package let events: any AsyncSequence<EventDocument, any Error> & Sendable
    /// Ends the events.
    package let cancel: @Sendable () -> Void

    package init(
        _ events: any AsyncSequence<EventDocument, any Error> & Sendable, cancel: @escaping @Sendable () -> Void
    ) {
        self.events = events
        self.cancel = cancel
    }
}

/// A change of an exchange.
package struct EventDocument: Sendable {
    /// Increases with each event. It is the event's id in the stream.
    package var number: Int64
    /// An ``ExchangeDocument``, encoded without line breaks.
    package var json: String

    package init(number: Int64, json: String) {
        self.number = number
        self.json = json
    }
}
