/// What can happen to an exchange, other than a decision of the user.
package enum Event: Sendable, Equatable {
    /// The daemon started, and the exchange was open.
    case resumed
    /// The server took the step, and its answer could be read.
    case answered(StepAnswer)
    /// The server refused the step. `status` is the answer to a status request right after that; `nil` if there was
    /// none.
    case refused(Failure, status: RemoteStatus?)
    /// The server has not processed the request, and never will.
    case notSent(retryAfter: Duration?)
    /// The server may have processed the request: the answer is lost, unreadable, or a server error.
    case outcomeUnknown(retryAfter: Duration?)
    /// The pause before the next attempt is over.
    case retryDue
    case statusLearnt(RemoteStatus)
    case statusUnavailable
    /// Whether the pending list contains this exchange.
    case pendingListLearnt(listed: Bool)
    case pendingListUnavailable
    case deadlinePassed
    /// The user removed the enrollment that the push came to.
    case enrollmentRemoved
}

extension Exchange {
    /// Changes the exchange by an event.
    /// - Parameters:
    ///   - event: what happened. An event that the exchange does not wait for, such as a late answer, changes nothing.
    ///   - now: when it happened.
    /// - Returns: what to do once the change is committed.
    package mutating func apply(_ event: Event, at now: Instant) -> [Effect] {
        guard state.isOpen else { return [.stop] }
        let before = self
        let effects = react(to: event, at: now)
        if self != before {
            updatedAt = now.wall
            skew = now.skew
        }
        return effects
    }

    private mutating func react(to event: Event, at now: Instant) -> [Effect] {
        switch event {
        case .resumed: resume(at: now)
        case .answered(let answer): succeed(answer, at: now)
        case .refused(let failure, let status): refuse(failure, status: status, at: now)
        case .notSent(let retryAfter): postpone(atLeast: retryAfter, at: now)
        case .outcomeUnknown(let retryAfter): doubt(atLeast: retryAfter, at: now)
        case .retryDue: sendAgain(at: now)
        case .statusLearnt(let status): learn(status, at: now)
        case .statusUnavailable: askAgain(at: now)
        case .pendingListLearnt(let listed): learn(listed: listed, at: now)
        case .pendingListUnavailable: askAgain(at: now)
        case .deadlinePassed: passDeadline(at: now)
        case .enrollmentRemoved: end(.cancelled, by: .user)
        }
    }

    // MARK: What the server answered to a step

    private mutating func succeed(_ answer: StepAnswer, at now: Instant) -> [Effect] {
        guard let operation, operation.progress == .sending else { return [] }
        statusID = answer.statusID ?? statusID
        signIn.merge(answer.signIn)
        switch operation.step {
        case .acknowledge:
            state = .acknowledged
            isConfirmed = true
        case .allow:
            state = .allowed
            choices = answer.choices
        case .deny: return end(.denied, by: .user)
        case .cancel: return end(.cancelled, by: .user)
        case .verify: return end(.authenticated, by: .user)
        }
        guard let next = answer.exchangeID else { return lose(operation) }
        currentID = next
        expiresAt = answer.expiresAt ?? expiresAt
        self.operation = nil
        return [.deadline(expiresAt), .watch]
    }

    private mutating func refuse(_ failure: Failure, status: RemoteStatus?, at now: Instant) -> [Effect] {
        guard let operation, operation.progress == .sending else { return [] }
        if let status, let end = status.end {
            let byUser = operation.inDoubt && status == operation.step.goal
            guard !byUser else { return self.end(end, by: .user) }
            // A refused step can end a sign-in, as a wrong number does. The user learns what the server said.
            if end != .authenticated, failure.endsSignIn, !operation.inDoubt { note(failure) }
            return adopt(end)
        }
        guard operation.inDoubt else { return end(.refused, failure: failure) }
        // An earlier attempt may have used up the id.
        switch (status, operation.step.name) {
        case (nil, _) where statusID != nil:
            return doubt(atLeast: nil, at: now)
        case (nil, _), (.unknown, _), (_, .acknowledge), (.allowed, .allow):
            return lose(operation)
        default:
            return end(.refused, failure: failure)
        }
    }

    private mutating func postpone(atLeast pause: Duration?, at now: Instant) -> [Effect] {
        guard let operation, operation.progress == .sending else { return [] }
        guard now.server < expiresAt else { return expire(operation) }
        self.operation?.progress = .waiting
        return [.deadline(expiresAt), .retry(atLeast: pause)]
    }

    // MARK: Time

    private mutating func sendAgain(at now: Instant) -> [Effect] {
        guard let operation else { return [] }
        switch operation.progress {
        case .sending: return []
        case .waiting: break
        // Only sending it again tells, see ask(about:atLeast:).
        case .settling: guard statusID == nil, operation.step != .acknowledge else { return [] }
        }
        guard now.server < expiresAt else { return expire(operation) }
        self.operation?.progress = .sending
        self.operation?.settleBy = nil
        self.operation?.attempt += 1
        return [.send(operation.step, attempt: operation.attempt + 1)]
    }

    private mutating func passDeadline(at now: Instant) -> [Effect] {
        let deadline = operation?.settleBy ?? expiresAt
        guard now.server >= deadline else { return [.deadline(deadline)] }
        guard let operation else { return end(.expired, by: .clock) }
        switch operation.progress {
        // The request has a time limit, so its outcome comes soon. It may be that the server took the step.
        case .sending: return []
        case .waiting: return expire(operation)
        case .settling: return lose(operation)
        }
    }

    private mutating func resume(at now: Instant) -> [Effect] {
        guard let operation else { return [.deadline(expiresAt), .watch] }
        switch operation.progress {
        case .sending: return doubt(atLeast: nil, at: now)
        case .waiting: return [.deadline(expiresAt), .retry(atLeast: nil)]
        case .settling:
            // Even if the daemon was away for long, ask once more before giving up.
            let settleBy = max(expiresAt, now.server) + Self.settlingGrace
            self.operation?.settleBy = settleBy
            return [.deadline(settleBy), ask(about: operation.step, atLeast: nil)]
        }
    }

    // MARK: Ends

    /// It has ended elsewhere. If it was not even acknowledged here, another device answered it. For this device it was
    /// cancelled.
    mutating func adopt(_ end: State) -> [Effect] {
        self.end(state == .received ? .cancelled : end, by: .remote)
    }

    private mutating func note(_ failure: Failure) {
        self.failure = failure
        reference = failure.reference ?? reference
    }

    mutating func expire(_ operation: Operation) -> [Effect] {
        operation.inDoubt ? lose(operation) : end(.expired, by: .clock)
    }

    mutating func end(_ end: State, by: EndedBy? = nil, failure: Failure? = nil) -> [Effect] {
        state = end
        endedBy = by
        if let failure { note(failure) }
        operation = nil
        currentID = nil
        return [.stop]
    }
}

extension Failure {
    /// Whether the refused request can have ended the sign-in. It has not if the server only says that the id can't
    /// be used any more: the sign-in then ended earlier, somewhere else.
    fileprivate var endsSignIn: Bool {
        switch self {
        case .refused(let refusal): !refusal.isOfUsedID
        case .lost: false
        }
    }
}
