@testable import PushExchange

/// The situations of an exchange: every combination of state and time that the machine can reach.
struct Situation: CustomStringConvertible {
    enum Hour: CaseIterable {
        case beforeExpiry
        case afterExpiry
        case afterGrace

        var instant: Instant {
            switch self {
            case .beforeExpiry: At.justBeforeExpiry
            case .afterExpiry: At.afterExpiry
            case .afterGrace: At.afterGrace
            }
        }
    }

    var state: Exchange.State
    var operation: Exchange.Operation?
    var knowsStatusID: Bool
    var hour: Hour

    var exchange: Exchange {
        .sample(state, operation: operation, statusID: knowsStatusID ? Secret("status-id") : nil)
    }

    var description: String {
        let step = operation.map { "\($0.step.name) \($0.progress)\($0.inDoubt ? " in doubt" : "")" } ?? "no operation"
        return "\(state), \(step), \(knowsStatusID ? "with" : "without") status id, \(hour)"
    }

    static let all: [Situation] = Exchange.State.allCases.flatMap { state in
        operations(in: state).flatMap { operation in
            [true, false].flatMap { knows in
                Hour.allCases.map { Situation(state: state, operation: operation, knowsStatusID: knows, hour: $0) }
            }
        }
    }

    private static func operations(in state: Exchange.State) -> [Exchange.Operation?] {
        let steps: [Step] =
            switch state {
            case .received: [.acknowledge, .cancel(reason: nil)]
            case .acknowledged: [.allow, .deny(reason: "no"), .cancel(reason: nil)]
            case .allowed: [.verify(passcode: Secret("55")), .deny(reason: "no"), .cancel(reason: nil)]
            case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: []
            }
        return [nil] + steps.flatMap(operations(of:))
    }

    private static func operations(of step: Step) -> [Exchange.Operation] {
        let since = At.start.wall
        let calm = [Exchange.Operation.Progress.sending, .waiting].flatMap { progress in
            [false, true].map { doubt in
                Exchange.Operation(step: step, attempt: 3, since: since, progress: progress, inDoubt: doubt)
            }
        }
        let settling = Exchange.Operation(
            step: step, attempt: 3, since: since, progress: .settling, inDoubt: true,
            settleBy: At.expiry + Exchange.settlingGrace)
        return calm + [settling]
    }
}

extension Event {
    static let every: [Event] =
        [
            .resumed, .answered(.full), .answered(StepAnswer(exchangeID: nil)), .notSent(retryAfter: nil),
            .notSent(retryAfter: .seconds(9)), .outcomeUnknown(retryAfter: nil),
            .outcomeUnknown(retryAfter: .seconds(9)),
            .retryDue, .statusUnavailable, .pendingListLearnt(listed: true), .pendingListLearnt(listed: false),
            .pendingListUnavailable, .deadlinePassed, .enrollmentRemoved, .refused(.sample, status: nil),
        ] + RemoteStatus.every.flatMap { [.statusLearnt($0), .refused(.sample, status: $0)] }
}

extension RemoteStatus {
    static let every: [RemoteStatus] = [
        .initiated, .acknowledged, .allowed, .denied, .cancelled, .authenticated, .unknown,
    ]
}
