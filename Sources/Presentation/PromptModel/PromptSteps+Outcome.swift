import LocalAPIModel
import Messages
import SignInModel

// How a sign-in ended.

extension PromptSteps {
    func ended() -> NotificationContent {
        NotificationContent(
            summary: say(.ended(signIn.state, application: application)),
            lines: [outcome.map { say(.outcome($0)) } ?? ""].filter { !$0.isEmpty }, isResident: false)
    }

    private var outcome: PromptOutcome? {
        let isElsewhere = signIn.endedBy == .remote
        return switch signIn.state {
        case .received, .acknowledged, .allowed: nil
        case .authenticated: isElsewhere ? .signedInElsewhere : .pageContinues
        case .denied where signIn.reason == SignIn.notMe: .passwordMayBeKnown
        case .denied, .cancelled: isElsewhere ? .answeredElsewhere : .nobodySignedIn
        case .expired: .nobodyAnswered
        case .refused, .unresolved: signIn.failure.map { .failure($0) }
        }
    }
}
