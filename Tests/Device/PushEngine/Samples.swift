import PushExchange
import PushStore
import VerificationClient

extension Enrollment {
    static func sample(_ id: String = "enrollment-1", sub: String = "sub") -> Enrollment {
        Enrollment(
            id: id, name: nil, baseURL: "https://example.com", tenantKey: "tenant", tenantName: nil, sub: sub,
            device: DeviceCredentials(clientID: Secret("c"), deviceID: Secret("d"), pushID: Secret("p")),
            paths: .guide, createdAt: .start)
    }
}

extension PushPayload {
    /// Valid for five minutes by the server's clock.
    static func sample(_ id: String = "pushed", sub: String = "sub", expiresAt: Timestamp = .start + .seconds(300))
        -> PushPayload
    {
        PushPayload(exchangeID: Secret(id), tenantKey: "tenant", sub: sub, expiresAt: expiresAt)
    }
}

extension StepAnswer {
    static let acknowledged = StepAnswer(exchangeID: Secret("second"), statusID: Secret("status"))
    static let allowed = StepAnswer(exchangeID: Secret("third"), choices: ["12", "34", "55", "78"])
    static let last = StepAnswer(exchangeID: nil)
}

extension Request {
    static let acknowledge = Request.step(.acknowledge, Secret("pushed"))
    static let allow = Request.step(.allow, Secret("second"))
    static let verify = Request.step(.verify(passcode: Secret("55")), Secret("third"))
    static let askStatus = Request.status(Secret("status"))
}

extension Step {
    static let verify = Step.verify(passcode: Secret("55"))
    static let deny = Step.deny(reason: nil)
    static let cancel = Step.cancel(reason: nil)
}

extension Failure {
    static let enrollmentSample = Failure.refused(
        Refusal(code: "VER_0032", status: 400, subject: .enrollment))
    static let sample = Failure.refused(Refusal(code: "VER_0032", status: 400, subject: .signIn))
}
