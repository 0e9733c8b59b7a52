import PushExchange
import PushStore
import Testing

@Suite("What is stored") struct RoundTripTests {
    @Test("is read back unchanged, an exchange in each of its forms") func exchanges() async throws {
        let shapes = try Shapes.all
        try await withStore { store in
            for (index, shape) in shapes.enumerated() {
                // Inserted in its first state and then replaced, as the engine does it.
                let id = shape.id
                let before = Exchange.new(id)
                try await store.write { transaction in
                    _ = try transaction.insert(before)
                    _ = try transaction.update(shape)
                }
                #expect(try await store.read { try $0.exchange(id) } == shape, "shape \(index)")
            }
        }
    }

    @Test("is read back as it was inserted") func insertedExchange() async throws {
        let exchange = try Shapes.verifying
        try await withStore { store in
            _ = try await store.write { try $0.insert(exchange) }
            #expect(try await store.read { try $0.exchange("verifying") } == exchange)
        }
    }

    @Test("is read back unchanged, an enrollment") func enrollments() async throws {
        try await withStore { store in
            var changed = Enrollment.sample()
            changed.name = nil
            changed.device.pushID = Secret("p-2")
            changed.nextPushID = Secret("p-3")
            changed.skew = .seconds(3)
            try await store.write { [changed] transaction in
                try transaction.insert(.sample("enrollment-2", tenantKey: "other", createdAt: .start + .seconds(1)))
                try transaction.insert(.sample())
                try transaction.rename(changed.id, to: nil)
                try transaction.setPushIDs(changed.device.pushID, next: changed.nextPushID, of: changed.id)
                try transaction.setSkew(changed.skew, of: changed.id)
            }
            let stored = try await store.read { try $0.enrollments() }
            #expect(stored.map(\.id) == ["enrollment-1", "enrollment-2"] && stored.first == changed)
            #expect(try await store.read { try $0.enrollment("enrollment-1") } == changed)
            #expect(try await store.read { try $0.enrollment(tenantKey: "TENANT", sub: "sub", baseURL: "") } == changed)
            try await store.write { try $0.deleteEnrollment("enrollment-1") }
            #expect(try await store.read { try $0.enrollment("enrollment-1") } == nil)
        }
    }

    @Test("is read after the database was opened again") func reopens() async throws {
        let exchange = try Shapes.verifying
        try await withStore { store in
            _ = try await store.write { try $0.insert(exchange) }
            let again = try PushStore(path: store.path, describe: describe)
            #expect(try await again.read { try $0.openExchanges() } == [exchange])
            again.close()
        }
    }

    @Test("is nothing if the transaction fails halfway") func rollsBack() async throws {
        struct Oops: Error {}
        try await withStore { store in
            await #expect(throws: Oops.self) {
                try await store.write { transaction in
                    _ = try transaction.insert(.new("a"))
                    throw Oops()
                }
            }
            let (open, last) = try await store.read { (try $0.openCount(), try $0.lastEvent()) }
            #expect(open == 0 && last == 0)
        }
    }
}

/// Exchanges as the machine makes them, one for each way to fill the columns.
enum Shapes {
    private static let answer: StepAnswer = {
        var address = SignIn.Address()
        address.city = "Bonn"
        address.houseNumber = "7 \"b\""
        var device = SignIn.Device()
        device.userAgent = "Mozilla/5.0 … 🦊"
        return StepAnswer(
            exchangeID: Secret("next"), expiresAt: .start + .milliseconds(60_001), statusID: Secret("status"),
            choices: ["12", "34"], signIn: SignIn(clientName: "Shop", message: "?", address: address, device: device))
    }()
    private static let caller = Caller(pid: 4_711, exe: "/usr/bin/smartpush")

    private static func acknowledged(_ id: String) -> Exchange { Exchange.new(id).after(.answered(answer)) }

    private static func allowed(_ id: String) throws -> Exchange {
        try acknowledged(id).deciding(.allow, by: caller).after(.answered(answer))
    }

    static var verifying: Exchange {
        get throws { try allowed("verifying").deciding(.verify(passcode: Secret("12")), by: Caller(pid: 1, exe: nil)) }
    }

    static var all: [Exchange] {
        get throws {
            let failure = Failure.refused(Refusal(code: "VER_0032", status: nil, subject: .signIn, recorded: "no"))
            let denying = try acknowledged("denying").deciding(.deny(reason: "not me"))
            let lost = denying.after(.outcomeUnknown(retryAfter: nil))
            return [
                .new("received"), .new("waiting").after(.notSent(retryAfter: nil)),
                .new("settling").after(.outcomeUnknown(retryAfter: nil)), acknowledged("acknowledged"),
                try acknowledged("allowing").deciding(.allow, by: caller), denying,
                try allowed("cancelling").deciding(.cancel(reason: nil)), try allowed("allowed"), try verifying,
                rename(lost, "lost"), rename(lost.after(.statusLearnt(.acknowledged)).after(.retryDue), "again"),
                rename(lost.after(.statusLearnt(.denied)), "denied"),
                rename(try verifying.after(.answered(answer)), "authenticated"),
                rename(lost.after(.statusLearnt(.cancelled)), "cancelled"),
                Exchange.new("refused").after(.refused(failure, status: nil)),
                rename(try verifying.after(.outcomeUnknown(retryAfter: nil)).expired, "unresolved"),
                acknowledged("expired").expired,
            ]
        }
    }

    /// The same with another id, as if its push had had that id.
    private static func rename(_ exchange: Exchange, _ id: String) -> Exchange {
        let new = Exchange.new(id)
        return Exchange(
            id: id, enrollment: exchange.enrollment, sub: exchange.sub, tenantKey: exchange.tenantKey,
            tenantName: exchange.tenantName, verificationType: exchange.verificationType, pushedID: new.pushedID,
            receivedAt: exchange.receivedAt, state: exchange.state, currentID: exchange.currentID,
            statusID: exchange.statusID, expiresAt: exchange.expiresAt, skew: exchange.skew, signIn: exchange.signIn,
            choices: exchange.choices, operation: exchange.operation, decision: exchange.decision,
            answeredBy: exchange.answeredBy, endedBy: exchange.endedBy, failure: exchange.failure,
            updatedAt: exchange.updatedAt)
    }
}

extension Exchange {
    fileprivate var expired: Exchange {
        var copy = self
        _ = copy.apply(.deadlinePassed, at: Instant(server: .start + .seconds(9_000), wall: .start + .seconds(9_000)))
        return copy
    }
}
