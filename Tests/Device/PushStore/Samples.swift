import PushExchange
import PushStore
import SQLite
import TestSupport

/// The document of an exchange in these tests.
@Sendable func describe(_ exchange: Exchange) -> String {
    "\(exchange.id) \(exchange.state.rawValue)"
}

/// Runs `body` with a store in its own folder.
func withStore(_ body: (PushStore) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        let store = try PushStore(path: "\(folder)/smartpush.db", describe: describe)
        try await body(store)
        store.close()
    }
}

extension PushStore {
    /// The connection of another program to the same database.
    func otherConnection() throws -> Connection {
        try Connection(path, .readWrite)
    }
}

extension Timestamp {
    static let start = Timestamp(milliseconds: 1_704_919_551_781)
}

extension Instant {
    static let start = Instant(server: .start + .seconds(5), wall: .start)
}

extension PushPayload {
    static func sample(_ id: String = "pushed-id") -> PushPayload {
        PushPayload(exchangeID: Secret(id), tenantKey: "tenant", sub: "sub", expiresAt: .start + .seconds(300))
    }
}

extension Exchange {
    static func new(_ id: String, pushed: String? = nil, enrollment: String = "enrollment-1") -> Exchange {
        Exchange(id: id, enrollment: enrollment, push: .sample(pushed ?? "pushed-\(id)"), at: .start)
    }

    func after(_ event: Event) -> Exchange {
        var copy = self
        _ = copy.apply(event, at: .start)
        return copy
    }

    func deciding(_ step: Step, by caller: Caller? = nil) throws -> Exchange {
        var copy = self
        _ = try copy.decide(step, by: caller, at: .start)
        return copy
    }

    func ended(at seconds: Int) -> Exchange {
        var copy = self
        let time = Timestamp.start + .seconds(seconds)
        _ = copy.apply(.enrollmentRemoved, at: Instant(server: time, wall: time))
        return copy
    }
}

extension Enrollment {
    static func sample(_ id: String = "enrollment-1", tenantKey: String = "tenant", createdAt: Timestamp = .start)
        -> Enrollment
    {
        Enrollment(
            id: id, name: "Desk", baseURL: "https://example.com", tenantKey: tenantKey, tenantName: "Tenant",
            sub: "sub",
            device: DeviceCredentials(clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p")), paths: .v2,
            createdAt: createdAt, skew: .milliseconds(-7_200_001))
    }
}
