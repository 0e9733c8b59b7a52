import FoundationEssentials
import Glibc
import LocalAPIModel
import LocalAPIServer
import Messages
import PushEngine
import PushExchange
import PushStore
import VerificationClient
import WebClient

/// Implements the local API with the engine. It turns the API's values into the engine's, and results into documents.
struct Backend: LocalAPIBackend {
    let engine: Engine
    let store: PushStore
    let clock: any EngineClock
    let certificates: CertificateInspector
    let rules: ServerRules
    let startedAt: Moment

    init(
        engine: Engine, store: PushStore, clock: any EngineClock, certificates: CertificateInspector,
        rules: ServerRules
    ) {
        self.engine = engine
        self.store = store
        self.clock = clock
        self.certificates = certificates
        self.rules = rules
        startedAt = clock.now()
    }

    // MARK: Exchanges

    func exchange(_ id: String) async throws -> ExchangeDocument {
        try await problems { ExchangeDocument(try await engine.exchange(id)) }
    }

    func exchanges(_ query: ExchangeQuery) async throws -> ExchangeListDocument {
        try await problems {
            let states = Exchange.State.allCases.filter { query.states.contains(ExchangeState($0)) }
            var filter = Snapshot.Filter(states: Set(states), limit: query.limit + 1)
            if let enrollment = query.enrollment { filter.enrollment = try await engine.enrollmentID(enrollment) }
            if let before = query.before { filter.before = try await engine.exchange(before).id }
            let found = try await engine.exchanges(filter)
            let page = found.prefix(query.limit)
            // The query asked for one more, so that the last page is recognized.
            let next = found.count > query.limit ? page.last?.id : nil
            return ExchangeListDocument(exchanges: page.map { ExchangeDocument($0) }, next: next)
        }
    }

    func decide(
        _ decision: Decision, on id: String, by caller: CallerDocument, wait: Duration
    ) async throws -> ExchangeDocument {
        try await problems {
            let (exchange, outcome) = try await engine.decide(
                Step(decision), on: id, by: Caller(pid: caller.pid, exe: caller.exe), timeout: wait
            )
            if let problem = Problem(outcome) { throw problem }
            return ExchangeDocument(exchange)
        }
    }

    func follow(after number: Int64?) async throws -> EventSubscription {
        let events = await engine.follow(after: number)
        let documents = events.map { EventDocument(number: $0.number, json: $0.document) }
        return EventSubscription(documents, cancel: events.cancel)
    }

    // MARK: Enrollments

    func enrollments() async throws -> EnrollmentListDocument {
        EnrollmentListDocument(enrollments: await engine.allEnrolled.map { EnrollmentDocument($0) })
    }

    func enrollment(_ id: String) async throws -> EnrollmentDocument {
        try await problems { EnrollmentDocument(try await engine.enrollment(id)) }
    }

    func enroll(_ request: EnrollRequest, wait: Duration) async throws -> EnrollmentDocument {
        try await problems {
            let enrollment = try Enrollment(request, id: LocalID.make(), at: clock.now().wall)
            _ = try rules.known(with: []).allowed(BaseURL.checked(request.baseURL))
            return EnrollmentDocument(try await engine.enroll(enrollment, timeout: wait))
        }
    }

    func change(_ id: String, _ change: EnrollmentChange) async throws -> EnrollmentDocument {
        try await problems {
            let pushID = try change.pushID.map { Secret(try EnrollRequest.checked($0, "push_id")) }
            let name = change.name.map { Enrollment.name($0) ?? "" }
            let paths = change.pathSet.map { PathPolicy($0) }
            let enrolled = try await engine.changeEnrollment(id, name: name, paths: paths, pushID: pushID)
            return EnrollmentDocument(enrolled)
        }
    }

    func unenroll(_ id: String) async throws {
        try await problems { try await engine.unenroll(id) }
    }

    func refresh() async throws -> RefreshDocument {
        let results = await engine.refreshAll()
        let failures = results.compactMap(\.failure)
        if let failure = failures.first, failures.count == results.count {
            throw Problem(.unreachable, .noPendingList(failure))
        }
        return RefreshDocument(
            enrollments: results.map { result in
                RefreshDocument.Entry(
                    id: result.enrollment, ok: result.failure == nil, new: result.new,
                    error: result.failure.map { DeviceMessage.request($0).english }
                )
            }
        )
    }

    func checkup() async throws -> CheckupDocument {
        await Checkup(engine: engine, clock: clock, certificates: certificates).document()
    }

    // MARK: Status

    func status() async throws -> StatusDocument {
        let now = clock.now()
        let enrolled = await engine.allEnrolled
        let storeFailure = await engine.storeFailure.map { DatabaseFailure($0) }
        let (counts, size, schema) = try await problems {
            try await engine.look { (try $0.counts(), try $0.size(), $0.schema) }
        }
        var named = Dictionary(uniqueKeysWithValues: ExchangeState.allCases.map { ($0.rawValue, 0) })
        for (state, count) in counts { named[state.rawValue] = count }
        return StatusDocument(
            version: SmartpushVersion.current, pid: getpid(), startedAt: "\(startedAt.wall)",
            uptime: Double((now.steady - startedAt.steady).wholeMilliseconds) / 1000,
            database: .init(path: store.path, sizeBytes: size, schema: schema), counts: named,
            enrollments: enrolled.map { EnrollmentDocument($0) },
            lastDelivery: await engine.lastDelivery.map { "\($0)" },
            health: Self.health(
                enrolled, storeFailure: storeFailure, damaged: DamagedDatabase.kept(beside: store.path)),
            delivery: DeliveryDocument(enrolled.map(\.delivery))
        )
    }

    /// The health of each part. The API and the engine have just answered, so they work. The inbox accepts pushes as
    /// long as the database can be written.
    private static func health(
        _ enrolled: [Enrolled], storeFailure: DatabaseFailure?, damaged: [String]
    ) -> [String: StatusDocument.PartHealth] {
        let silent = enrolled.filter { [.unreachable, .refused].contains($0.health.state) }
        // A damaged database is reported until the user has removed the kept file.
        let databaseFailure =
            storeFailure.map { DeviceMessage.database($0).english }
            ?? damaged.last.map { DaemonMessage.damagedDatabaseKept(path: $0).english }
        let servers = silent.map {
            DaemonMessage.serverSilent(baseURL: $0.enrollment.baseURL, $0.health.failure).english
        }
        return [
            "api": .init(ok: true), "engine": .init(ok: true),
            "inbox": .init(
                ok: storeFailure == nil, detail: storeFailure.map { _ in DaemonMessage.inboxAcceptsNothing.english }),
            "database": .init(ok: databaseFailure == nil, detail: databaseFailure),
            "servers": .init(ok: silent.isEmpty, detail: servers.isEmpty ? nil : servers.joined(separator: "; ")),
        ]
    }
}

/// Turns the engine's errors into the API's problems.
private func problems<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let refusal as EngineRefusal {
        throw Problem(refusal)
    } catch let error as DecisionError {
        throw Problem(error)
    } catch let error as PushStoreError {
        throw Problem(.unavailable, .device(.database(DatabaseFailure(error))))
    }
}
