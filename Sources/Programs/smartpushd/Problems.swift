import LocalAPIModel
import LocalAPIServer
import PushEngine
import PushExchange

extension Problem {
    init(_ refusal: EngineRefusal) {
        switch refusal {
        case .noSuchExchange:
            self.init(.notFound, "no sign-in has this id, or an id that begins with these 6 or more characters")
        case .noSuchEnrollment:
            self.init(.notFound, "no enrollment has this id, or an id that begins with these 6 or more characters")
        case .ambiguous: self.init(.ambiguousID, "more than one id begins like this; give more of it")
        case .enrolledAlready:
            self.init(.conflict, "a device is enrolled already for this tenant_key and sub; unenroll it first")
        case .noSuchScan:
            self.init(.notFound, "no enrollment by a link has this id; give the link, or start again on the web page")
        case .tooManyScans:
            self.init(.unavailable, "16 links wait for their number already; finish one, or wait until it expires")
        case .decision(let error): self.init(error)
        case .refused(let failure): self.init(.refused, failure.inWords)
        case .unresolved(let failure): self.init(.unresolved, failure.inWords)
        case .unreachable(let failure, let next):
            let words = failure?.inWords ?? "the number was not sent"
            self.init(.unreachable, words + next.inWords)
        case .unavailable(let reason): self.init(.unavailable, reason.inWords)
        }
    }

    init(_ error: DecisionError) {
        switch error {
        case .wrongState(let reason): self.init(.wrongState, reason.inWords)
        case .wrongNumber:
            self.init(.wrongNumber, "this is not one of the numbers; nothing was sent, look at the web page again")
        case .expired: self = .expiredSignIn
        }
    }

    /// `nil` where the decision was taken, or still is under way.
    init?(_ outcome: PushExchange.DecisionOutcome) {
        switch outcome {
        case .pending, .done: return nil
        case .refused(let failure): self.init(.refused, "\(failure.inWords) (\(failure.code))")
        case .unresolved(let failure): self.init(.unresolved, failure.inWords)
        case .expired: self = .expiredSignIn
        case .wrongState(let reason): self.init(.wrongState, reason.inWords)
        }
    }

    private static var expiredSignIn: Problem {
        Problem(.expired, "the sign-in has expired; start it again on the web page")
    }
}

extension AfterNoAnswer {
    fileprivate var inWords: String {
        switch self {
        case .nothing: ""
        case .linkMayBeTaken: "; give the link again to see whether it was taken"
        case .pushIDMayBeTaken: "; which push id it goes by is found out before anything else is asked"
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
