@testable import PushExchange

/// Times by the server's clock. Ours is ten seconds behind, so that a test fails if the two are mixed up.
enum At {
    static let start = at(0)
    /// The last moment before the expiry, and the expiry itself.
    static let justBeforeExpiry = Instant(server: expiry + .milliseconds(-1), wall: expiry + .milliseconds(-10_001))
    static let afterExpiry = at(300)
    /// When a step that has been in doubt since before the expiry is given up.
    static let afterGrace = at(420)
    static let expiry = Timestamp(milliseconds: 1_704_919_851_781)

    /// The number of seconds after the push.
    static func at(_ seconds: Int) -> Instant {
        let server = Timestamp(milliseconds: 1_704_919_551_781) + .seconds(seconds)
        return Instant(server: server, wall: server + .seconds(-10))
    }
}

extension PushPayload {
    static let sample = PushPayload(
        exchangeID: Secret("id-of-push"), tenantKey: "tenant", sub: "sub", tenantName: "Tenant", expiresAt: At.expiry,
        signIn: SignIn(clientName: "Shop")
    )
}

extension StepAnswer {
    /// An answer with everything that an answer can have.
    static let full = StepAnswer(
        exchangeID: Secret("next-id"), expiresAt: At.expiry + .seconds(60), statusID: Secret("status-id"),
        choices: ["12", "34", "55", "78"], signIn: SignIn(message: "Sign in?")
    )
}

extension Failure {
    static let sample = Failure.refused(Refusal(code: "VER_0032", status: 400, subject: .signIn))
}

extension Step {
    static let everyDecision: [Step] = [
        .allow, .deny(reason: "no"), .cancel(reason: nil), .verify(passcode: Secret("55")),
    ]
}

extension Exchange {
    /// A push that was just accepted.
    static let new = Exchange(id: "local-id", enrollment: "enrollment", push: .sample, at: At.start)

    /// An exchange in a state, with everything that belongs to it.
    static func sample(
        _ state: State, operation: Operation? = nil, statusID: Secret<String>? = Secret("status-id"),
        choices: [String]? = ["12", "34", "55", "78"]
    ) -> Exchange {
        var exchange = new
        exchange.state = state
        exchange.operation = operation
        exchange.currentID = state.isOpen ? Secret("current-id") : nil
        exchange.statusID = statusID
        exchange.choices = state == .allowed ? choices : nil
        exchange.decision = operation.flatMap { $0.step == .acknowledge ? nil : $0.step }
        switch state {
        case .received, .acknowledged, .allowed: break
        case .authenticated, .denied, .cancelled: exchange.endedBy = .user
        case .expired: exchange.endedBy = .clock
        case .refused, .unresolved: exchange.failure = .sample
        }
        return exchange
    }

    static func acknowledged(_ operation: Operation? = nil) -> Exchange { sample(.acknowledged, operation: operation) }

    static func allowed(_ operation: Operation? = nil) -> Exchange { sample(.allowed, operation: operation) }

    /// The exchange after an event, for tests that tell a story.
    func after(_ event: Event, at now: Instant = At.at(5)) -> Exchange {
        var copy = self
        _ = copy.apply(event, at: now)
        return copy
    }

    /// The exchange after a decision.
    func deciding(_ step: Step, at now: Instant = At.at(5)) throws -> Exchange {
        var copy = self
        _ = try copy.decide(step, by: Caller(pid: 7, exe: "/usr/bin/smartpush"), at: now)
        return copy
    }
}
