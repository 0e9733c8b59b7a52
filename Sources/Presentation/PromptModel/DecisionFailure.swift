package import LocalAPIModel
import Messages

/// Why the daemon did not carry out a decision.
package enum DecisionFailure: Equatable, Sendable {
    /// The daemon refused it, for this reason.
    case declined(Problem)
    /// The daemon can't be reached, or its answer was not understood.
    case unanswered

    var remark: PromptRemark {
        switch self {
        case .declined(let problem): .declined(problem)
        case .unanswered: .noAnswer
        }
    }
}
