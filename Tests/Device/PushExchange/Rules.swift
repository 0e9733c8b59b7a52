@testable import PushExchange

/// What must follow from each event in each situation, written a second time: by the rules of the protocol, situation
/// by situation, and not by the structure of the machine. The table test compares the two.
extension Situation {
    /// The exchange after an event, and its effects.
    func expected(after event: Event) -> (exchange: Exchange, effects: [Effect]) {
        var after = exchange
        let effects = state.isOpen ? expect(event, of: &after) : [.stop]
        if after != exchange { after.updatedAt = hour.instant.wall }
        return (after, effects)
    }

    private var isOver: Bool { hour != .beforeExpiry }

    private func expect(_ event: Event, of after: inout Exchange) -> [Effect] {
        switch (event, operation?.progress) {
        case (.enrollmentRemoved, _): end(&after, .cancelled, .user)

        case (.resumed, nil): [.deadline(At.expiry), .watch]
        case (.resumed, .waiting): [.deadline(At.expiry), .retry(atLeast: nil)]
        case (.resumed, .sending), (.resumed, .settling): settle(&after, nil)

        case (.answered(let answer), .sending): take(answer, &after)
        case (.refused(let failure, let status), .sending): refuse(failure, status, &after)
        case (.notSent(let pause), .sending): isOver ? expire(&after) : wait(&after, pause)
        case (.outcomeUnknown(let pause), .sending): settle(&after, pause)
        case (.answered, _), (.refused, _), (.notSent, _), (.outcomeUnknown, _): []

        case (.retryDue, .waiting): isOver ? expire(&after) : sendAgain(&after)
        case (.retryDue, .settling) where nobodyCanTell: isOver ? lose(&after) : sendAgain(&after)
        case (.retryDue, _): []

        case (.statusLearnt(let status), nil): status.ends.map { end(&after, $0, .remote) } ?? [.watch]
        case (.statusLearnt(let status), .settling): learn(status, &after)
        case (.statusLearnt, _): []

        case (.pendingListLearnt(let listed), .settling):
            switch (isOver, listed) {
            case (true, true): end(&after, .expired, .clock)
            case (true, false): lose(&after)
            case (false, _): wait(&after, nil, inDoubt: !listed)
            }
        case (.pendingListLearnt, _): []

        case (.statusUnavailable, nil), (.pendingListUnavailable, nil): [.watch]
        case (.statusUnavailable, .settling), (.pendingListUnavailable, .settling):
            hour == .afterGrace ? lose(&after) : [ask(nil)]
        case (.statusUnavailable, _), (.pendingListUnavailable, _): []

        case (.deadlinePassed, nil): isOver ? end(&after, .expired, .clock) : [.deadline(At.expiry)]
        case (.deadlinePassed, .sending): isOver ? [] : [.deadline(At.expiry)]
        case (.deadlinePassed, .waiting): isOver ? expire(&after) : [.deadline(At.expiry)]
        case (.deadlinePassed, .settling):
            hour == .afterGrace ? lose(&after) : [.deadline(At.expiry + Exchange.settlingGrace)]
        }
    }

    // MARK: The server's answers

    private func take(_ answer: StepAnswer, _ after: inout Exchange) -> [Effect] {
        guard let step = operation?.step else { return [] }
        after.signIn.message = answer.signIn.message
        after.statusID = answer.statusID ?? after.statusID
        switch step {
        case .deny: return end(&after, .denied, .user)
        case .cancel: return end(&after, .cancelled, .user)
        case .verify: return end(&after, .authenticated, .user)
        case .acknowledge:
            after.state = .acknowledged
            after.isConfirmed = true
        case .allow:
            after.state = .allowed
            after.choices = answer.choices
        }
        guard let next = answer.exchangeID, let expiry = answer.expiresAt else { return lose(&after) }
        after.currentID = next
        after.expiresAt = expiry
        after.operation = nil
        return [.deadline(expiry), .watch]
    }

    private func refuse(_ failure: Failure, _ status: RemoteStatus?, _ after: inout Exchange) -> [Effect] {
        guard let operation else { return [] }
        if let ending = status?.ends {
            let byUser = operation.inDoubt && status == operation.step.goal
            // A refused step can have ended the sign-in, unless the server says that it had ended before.
            let isOld = ["VER_0032", "VER_0033"].contains(failure.code)
            if ending != .authenticated, !operation.inDoubt, !isOld { after.failure = failure }
            return end(&after, ending, byUser ? .user : .remote)
        }
        // If nothing is in doubt, this attempt was refused; otherwise an earlier one may have used up the id.
        switch (operation.inDoubt, operation.step.name, status) {
        case (false, _, _): return fail(&after, .refused, failure)
        case (true, _, nil) where knowsStatusID: return settle(&after, nil)
        case (true, _, nil), (true, _, .unknown), (true, .acknowledge, _), (true, .allow, .allowed): return lose(&after)
        case (true, _, _): return fail(&after, .refused, failure)
        }
    }

    private func learn(_ status: RemoteStatus, _ after: inout Exchange) -> [Effect] {
        switch (operation?.step, status) {
        case (.deny, .denied), (.cancel, .cancelled), (.verify, .authenticated):
            return end(&after, status.ends ?? .unresolved, .user)
        case (.acknowledge, .acknowledged), (.allow, .allowed): return lose(&after)
        case (_, .denied), (_, .cancelled), (_, .authenticated):
            return end(&after, status.ends ?? .unresolved, .remote)
        case (_, .unknown): return isOver ? lose(&after) : wait(&after, nil)
        default: return isOver ? end(&after, .expired, .clock) : wait(&after, nil)
        }
    }

    // MARK: What may happen to an operation

    private var nobodyCanTell: Bool { !knowsStatusID && operation?.step != .acknowledge }

    private func ask(_ pause: Duration?) -> Effect {
        guard !knowsStatusID else { return .settleByStatus(atLeast: pause) }
        return nobodyCanTell ? .retry(atLeast: pause) : .settleByPendingList(atLeast: pause)
    }

    private func settle(_ after: inout Exchange, _ pause: Duration?) -> [Effect] {
        let until = max(At.expiry, hour.instant.server) + .seconds(120)
        after.operation?.progress = .settling
        after.operation?.inDoubt = true
        after.operation?.settleBy = until
        return [.deadline(until), ask(pause)]
    }

    private func wait(_ after: inout Exchange, _ pause: Duration?, inDoubt: Bool? = nil) -> [Effect] {
        after.operation?.progress = .waiting
        after.operation?.settleBy = nil
        if let inDoubt { after.operation?.inDoubt = inDoubt }
        return [.deadline(At.expiry), .retry(atLeast: pause)]
    }

    private func sendAgain(_ after: inout Exchange) -> [Effect] {
        after.operation?.progress = .sending
        after.operation?.settleBy = nil
        after.operation?.attempt = 4
        return operation.map { [.send($0.step, attempt: 4)] } ?? []
    }

    private func expire(_ after: inout Exchange) -> [Effect] {
        operation?.inDoubt == true ? lose(&after) : end(&after, .expired, .clock)
    }

    private func lose(_ after: inout Exchange) -> [Effect] {
        fail(&after, .unresolved, operation.map { .lost(LostAnswer($0.step.name)) } ?? .sample)
    }

    private func fail(_ after: inout Exchange, _ state: Exchange.State, _ failure: Failure) -> [Effect] {
        after.failure = failure
        return end(&after, state, nil)
    }

    private func end(_ after: inout Exchange, _ state: Exchange.State, _ by: Exchange.EndedBy?) -> [Effect] {
        // If it was answered elsewhere before it was acknowledged here, it is cancelled for this device.
        after.state = by == .remote && after.state == .received ? .cancelled : state
        after.endedBy = by
        after.operation = nil
        after.currentID = nil
        return [.stop]
    }
}

extension RemoteStatus {
    fileprivate var ends: Exchange.State? {
        switch self {
        case .denied: .denied
        case .cancelled: .cancelled
        case .authenticated: .authenticated
        default: nil
        }
    }
}
