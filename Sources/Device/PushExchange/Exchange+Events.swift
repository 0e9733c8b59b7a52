/// What an exchange can hear of, apart from its user's decisions.
package enum Event: Sendable, Equatable {
    /// The daemon started and found it open.
    case resumed
    /// The server took the step and said all that is needed.
    case answered(StepAnswer)
    /// The server refused the step. `status` is what it answered when asked right after; `nil` where it could not be
    /// asked.
    case refused(Failure, status: RemoteStatus?)
    /// The request is known not to have been processed.
    case notSent(retryAfter: Duration?)
    /// The request may have been processed: the answer is lost, unreadable, or an error of the server's own.
    case outcomeUnknown(retryAfter: Duration?)
    /// The pause before the next attempt is over.
    case retryDue
    case statusLearnt(RemoteStatus)
    case statusUnavailable
    /// Whether the pending list had this exchange's id.
    case pendingListLearnt(listed: Bool)
    case pendingListUnavailable
    case deadlinePassed
    /// The user gave up the device that this came to.
    case enrollmentRemoved
}

extension Exchange {
    /// How long the server is asked, after the expiry, about a step that may have taken effect.
    package static let settlingGrace = Duration.seconds(120)

    /// Takes in an event.
    /// - Parameters:
    ///   - event: what happened. One that the exchange does not wait for, as a late answer, changes nothing.
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
        case .acknowledge: state = .acknowledged
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
            return byUser ? self.end(end, by: .user) : adopt(end)
        }
        guard operation.inDoubt else { return end(.refused, failure: failure) }
        // An earlier attempt may be what spent the id.
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

    private mutating func doubt(atLeast pause: Duration?, at now: Instant) -> [Effect] {
        guard let operation, operation.progress == .sending else { return [] }
        let settleBy = max(expiresAt, now.server) + Self.settlingGrace
        self.operation?.progress = .settling
        self.operation?.inDoubt = true
        self.operation?.settleBy = settleBy
        return [.deadline(settleBy), ask(about: operation.step, atLeast: pause)]
    }

    // MARK: How a step in doubt turned out

    /// Who can tell. Without a status id, that is the pending list for the first step, and for the others nobody: but an
    /// id can be spent only once, so sending it again does no harm and its answer tells.
    private func ask(about step: Step, atLeast pause: Duration?) -> Effect {
        if statusID != nil { return .settleByStatus(atLeast: pause) }
        return step == .acknowledge ? .settleByPendingList(atLeast: pause) : .retry(atLeast: pause)
    }

    private mutating func learn(_ status: RemoteStatus, at now: Instant) -> [Effect] {
        guard let operation else {
            guard let end = status.end else { return [.watch] }
            return adopt(end)
        }
        guard operation.progress == .settling else { return [] }
        if status == operation.step.goal {
            return operation.step.isLast ? reachGoal(of: operation.step) : lose(operation)
        }
        if let end = status.end { return adopt(end) }
        // The server itself says that the step was not taken, so that nothing is in doubt any more once it is too late.
        if status != .unknown, now.server >= expiresAt { return end(.expired, by: .clock) }
        return resend(operation, at: now)
    }

    private mutating func learn(listed: Bool, at now: Instant) -> [Effect] {
        guard var operation, operation.progress == .settling else { return [] }
        if listed { operation.inDoubt = false }
        return resend(operation, at: now)
    }

    /// As far as is known the step did not happen.
    private mutating func resend(_ operation: Operation, at now: Instant) -> [Effect] {
        guard now.server < expiresAt else { return expire(operation) }
        self.operation = Operation(
            step: operation.step, attempt: operation.attempt, since: operation.since, progress: .waiting,
            inDoubt: operation.inDoubt
        )
        return [.deadline(expiresAt), .retry(atLeast: nil)]
    }

    private mutating func askAgain(at now: Instant) -> [Effect] {
        guard let operation else { return [.watch] }
        guard operation.progress == .settling, let settleBy = operation.settleBy else { return [] }
        return now.server < settleBy ? [ask(about: operation.step, atLeast: nil)] : lose(operation)
    }

    private mutating func reachGoal(of step: Step) -> [Effect] {
        switch step {
        case .deny: end(.denied, by: .user)
        case .cancel: end(.cancelled, by: .user)
        case .verify: end(.authenticated, by: .user)
        case .acknowledge, .allow: []
        }
    }

    // MARK: Time

    private mutating func sendAgain(at now: Instant) -> [Effect] {
        guard let operation else { return [] }
        switch operation.progress {
        case .sending: return []
        case .waiting: break
        // Nobody can tell how it went, see ask(about:atLeast:).
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
        // The request is bounded in time: its outcome comes soon, and may be that the server took it.
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
            // However long the daemon was away: ask once more before giving up.
            let settleBy = max(expiresAt, now.server) + Self.settlingGrace
            self.operation?.settleBy = settleBy
            return [.deadline(settleBy), ask(about: operation.step, atLeast: nil)]
        }
    }

    // MARK: Ends

    /// It has ended elsewhere. One that was not even acknowledged was answered by another device: for this one it was
    /// called off.
    private mutating func adopt(_ end: State) -> [Effect] {
        self.end(state == .received ? .cancelled : end, by: .remote)
    }

    private mutating func expire(_ operation: Operation) -> [Effect] {
        operation.inDoubt ? lose(operation) : end(.expired, by: .clock)
    }

    private mutating func lose(_ operation: Operation) -> [Effect] {
        end(.unresolved, failure: .lost(LostAnswer(operation.step.name)))
    }

    private mutating func end(_ end: State, by: EndedBy? = nil, failure: Failure? = nil) -> [Effect] {
        state = end
        endedBy = by
        self.failure = failure
        operation = nil
        currentID = nil
        return [.stop]
    }
}
