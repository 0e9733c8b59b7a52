package import LocalAPIModel
import Messages

/// Why a decision had no effect.
package enum DecisionFailure: Equatable, Sendable {
    /// The daemon says why.
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
