import TestSupport
import Testing

/// A boundary of a step at which the daemon is killed.
struct CrashCase: Sendable, CustomTestStringConvertible {
    let step: Step
    let boundary: Boundary

    static let all = Step.allCases.flatMap { step in Boundary.allCases.map { CrashCase(step: step, boundary: $0) } }

    enum Step: String, CaseIterable, Sendable {
        case acknowledge
        case allow
        case deny
        case cancel
        case verify
    }

    /// The boundaries of a step, in their order.
    enum Boundary: String, CaseIterable, Sendable {
        case beforeTheDecisionIsCommitted
        case afterTheDecisionIsCommitted
        case beforeTheRequest
        case afterTheRequestLeft
        case afterTheAnswerCame
        case beforeTheAnswerIsCommitted
        case afterTheAnswerIsCommitted
    }

    var testDescription: String { "\(step) \(boundary)" }

    /// The value of `SMARTPUSH_CRASH_AT`.
    var point: String {
        switch boundary {
        case .beforeTheDecisionIsCommitted: "before_commit:\(before)/\(step)/sending"
        case .afterTheDecisionIsCommitted: "after_commit:\(before)/\(step)/sending"
        case .beforeTheRequest: "before_request:\(step)"
        case .afterTheRequestLeft: "request_sent:\(step)"
        case .afterTheAnswerCame: "answer_received:\(step)"
        case .beforeTheAnswerIsCommitted: "before_commit:\(after)"
        case .afterTheAnswerIsCommitted: "after_commit:\(after)"
        }
    }

    /// The state before the step.
    var before: String {
        switch step {
        case .acknowledge: "received"
        case .allow, .deny, .cancel: "acknowledged"
        case .verify: "allowed"
        }
    }

    /// The state after the step.
    var after: String {
        switch step {
        case .acknowledge: "acknowledged"
        case .allow: "allowed"
        case .deny: "denied"
        case .cancel: "cancelled"
        case .verify: "authenticated"
        }
    }

    /// Whether the server took the step, and the daemon died before the answer was stored.
    private var loses: Bool {
        switch boundary {
        case .afterTheRequestLeft, .afterTheAnswerCame, .beforeTheAnswerIsCommitted: true
        case .beforeTheDecisionIsCommitted, .afterTheDecisionIsCommitted, .beforeTheRequest,
            .afterTheAnswerIsCommitted:
            false
        }
    }

    /// Whether the daemon had promised nothing yet when it died. A push that it had not answered is still in the
    /// server's pending list and comes back; a decision has to be sent again.
    var isForgotten: Bool { boundary == .beforeTheDecisionIsCommitted && step != .acknowledge }

    /// The state of the exchange that the contract requires after the restart.
    var end: String {
        if isForgotten { return before }
        // The id for the next step was in the lost answer.
        return loses && (step == .acknowledge || step == .allow) ? "unresolved" : after
    }

    /// The value of `ended_by` then.
    var endedBy: JSON { ["denied", "cancelled", "authenticated"].contains(end) ? "user" : .null }

    /// The server's result for each request of the step.
    var results: [String] {
        if isForgotten { return [] }
        // No status tells what became of an acknowledgement. It is sent again, because an id can only be used once.
        return loses && step == .acknowledge ? ["ok", "VER_0032"] : ["ok"]
    }

    /// Whether the request has arrived at the server when the daemon dies.
    var hasArrived: Bool { loses || boundary == .afterTheAnswerIsCommitted }
}
