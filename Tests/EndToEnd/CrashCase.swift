import TestSupport
import Testing

/// One boundary of one step, at which the daemon is killed.
struct CrashCase: Sendable, CustomTestStringConvertible {
    let step: Step
    let moment: DisplayTime

    static let all = Step.allCases.flatMap { step in DisplayTime.allCases.map { CrashCase(step: step, moment: $0) } }

    enum Step: String, CaseIterable, Sendable {
        case acknowledge
        case allow
        case deny
        case cancel
        case verify
    }

    /// The boundaries of a step, in the order in which it meets them.
    enum DisplayTime: String, CaseIterable, Sendable {
        case beforeTheDecisionIsCommitted
        case afterTheDecisionIsCommitted
        case beforeTheRequest
        case afterTheRequestLeft
        case afterTheAnswerCame
        case beforeTheAnswerIsCommitted
        case afterTheAnswerIsCommitted
    }

    var testDescription: String { "\(step) \(moment)" }

    /// As `SMARTPUSH_CRASH_AT` takes it.
    var point: String {
        switch moment {
        case .beforeTheDecisionIsCommitted: "before_commit:\(before)/\(step)/sending"
        case .afterTheDecisionIsCommitted: "after_commit:\(before)/\(step)/sending"
        case .beforeTheRequest: "before_request:\(step)"
        case .afterTheRequestLeft: "request_sent:\(step)"
        case .afterTheAnswerCame: "answer_received:\(step)"
        case .beforeTheAnswerIsCommitted: "before_commit:\(after)"
        case .afterTheAnswerIsCommitted: "after_commit:\(after)"
        }
    }

    /// The state in which the step is possible.
    var before: String {
        switch step {
        case .acknowledge: "received"
        case .allow, .deny, .cancel: "acknowledged"
        case .verify: "allowed"
        }
    }

    /// The state that the step leads to.
    var after: String {
        switch step {
        case .acknowledge: "acknowledged"
        case .allow: "allowed"
        case .deny: "denied"
        case .cancel: "cancelled"
        case .verify: "authenticated"
        }
    }

    /// Whether the server took the step and the daemon died before the answer was safe.
    private var loses: Bool {
        switch moment {
        case .afterTheRequestLeft, .afterTheAnswerCame, .beforeTheAnswerIsCommitted: true
        case .beforeTheDecisionIsCommitted, .afterTheDecisionIsCommitted, .beforeTheRequest,
            .afterTheAnswerIsCommitted:
            false
        }
    }

    /// Whether the daemon had promised anything when it died. A push that it had not answered for is still in the
    /// server's pending list, so that one comes back; a decision has to be taken again.
    var isForgotten: Bool { moment == .beforeTheDecisionIsCommitted && step != .acknowledge }

    /// Where the contract wants the exchange once the daemon is back.
    var end: String {
        if isForgotten { return before }
        // The next step's id was in the answer that is lost.
        return loses && (step == .acknowledge || step == .allow) ? "unresolved" : after
    }

    /// What `ended_by` says then.
    var endedBy: JSON { ["denied", "cancelled", "authenticated"].contains(end) ? "user" : .null }

    /// What the server says of each request of the step.
    var results: [String] {
        if isForgotten { return [] }
        // No status tells how an acknowledgement went; an id can be spent only once, so it is sent once more to see.
        return loses && step == .acknowledge ? ["ok", "VER_0032"] : ["ok"]
    }

    /// Whether the server has it when the daemon dies.
    var hasArrived: Bool { loses || moment == .afterTheAnswerIsCommitted }
}
