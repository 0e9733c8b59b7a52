import LocalAPIModel
import Messages
import PushEngine
import PushExchange
import PushStore

extension Problem {
    /// A problem in English, the language of the API.
    init(_ code: Code, _ message: ProblemMessage) {
        self.init(code, message.english)
    }

    init(_ refusal: EngineRefusal) {
        switch refusal {
        case .noSuchExchange: self.init(.notFound, .noSignIn)
        case .noSuchEnrollment: self.init(.notFound, .noEnrollment)
        case .ambiguous: self.init(.ambiguousID, .ambiguousID)
        case .enrolledAlready(let enrolled):
            self.init(
                .conflict,
                .enrolledAlready(account: enrolled.label ?? enrolled.sub, id: String(enrolled.id.prefix(8))))
        case .numberMissing: self.init(.unresolved, .numberMissing)
        case .noSuchScan: self.init(.notFound, .noScan)
        case .tooManyScans: self.init(.unavailable, .tooManyScans)
        case .decision(let error): self.init(error)
        case .refused(let failure): self.init(.refused, .stepRefused(failure))
        case .unresolved(let failure): self.init(.unresolved, .device(.failure(failure)))
        case .unreachable(let failure, let next): self.init(.unreachable, .unreachable(failure, NoAnswerAdvice(next)))
        case .unavailable(let reason): self.init(.unavailable, ProblemMessage(reason))
        }
    }

    init(_ error: DecisionError) {
        switch error {
        case .wrongState(let reason): self.init(.wrongState, .device(.wrongState(reason)))
        case .wrongNumber: self.init(.wrongNumber, .wrongNumber)
        case .expired: self.init(.expired, .signInExpired)
        }
    }

    /// `nil` if the decision was carried out or is still being sent.
    init?(_ outcome: PushExchange.DecisionOutcome) {
        switch outcome {
        case .pending, .done: return nil
        case .refused(let failure): self.init(.refused, .stepRefused(failure))
        case .unresolved(let failure): self.init(.unresolved, .device(.failure(failure)))
        case .expired: self.init(.expired, .signInExpired)
        case .wrongState(let reason): self.init(.wrongState, .device(.wrongState(reason)))
        }
    }
}

extension Step {
    init(_ decision: Decision) {
        switch decision {
        case .allow: self = .allow
        case .deny(let reason): self = .deny(reason: reason)
        case .cancel(let reason): self = .cancel(reason: reason)
        case .verify(let number): self = .verify(passcode: Secret(number))
        }
    }
}
