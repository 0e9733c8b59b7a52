// What happens when the answer to a step is lost: how it is found out whether the server took the step, and what follows.
// `DurableRequest` does this for the requests that are no step of a sign-in.

extension Exchange {
    /// For how long after the expiry the server is asked about a step that may have taken effect.
    package static let settlingGrace = Duration.seconds(120)

    mutating func doubt(atLeast pause: Duration?, at now: Instant) -> [Effect] {
        guard let operation, operation.progress == .sending else { return [] }
        let settleBy = max(expiresAt, now.server) + Self.settlingGrace
        self.operation?.progress = .settling
        self.operation?.inDoubt = true
        self.operation?.settleBy = settleBy
        return [.deadline(settleBy), ask(about: operation.step, atLeast: pause)]
    }

    /// How to find out whether a step was taken. Without a status id, the pending list tells for the first step. For
    /// the other steps nothing does, but an id can only be used once: the step can be sent again without harm, and the
    /// answer tells.
    func ask(about step: Step, atLeast pause: Duration?) -> Effect {
        if statusID != nil { return .settleByStatus(atLeast: pause) }
        return step == .acknowledge ? .settleByPendingList(atLeast: pause) : .retry(atLeast: pause)
    }

    mutating func learn(_ status: RemoteStatus, at now: Instant) -> [Effect] {
        guard let operation else {
            guard let end = status.end else { return [.watch] }
            return adopt(end)
        }
        guard operation.progress == .settling else { return [] }
        if status == operation.step.goal {
            return operation.step.isLast ? reachGoal(of: operation.step) : lose(operation)
        }
        if let end = status.end { return adopt(end) }
        // The server says that the step was not taken, so once it is too late for it nothing is in doubt.
        if status != .unknown, now.server >= expiresAt { return end(.expired, by: .clock) }
        return resend(operation, at: now)
    }

    mutating func learn(listed: Bool, at now: Instant) -> [Effect] {
        guard var operation, operation.progress == .settling else { return [] }
        if listed { operation.inDoubt = false }
        return resend(operation, at: now)
    }

    /// Sends a step again that, as far as is known, was not taken.
    private mutating func resend(_ operation: Operation, at now: Instant) -> [Effect] {
        guard now.server < expiresAt else { return expire(operation) }
        self.operation = Operation(
            step: operation.step, attempt: operation.attempt, since: operation.since, progress: .waiting,
            inDoubt: operation.inDoubt
        )
        return [.deadline(expiresAt), .retry(atLeast: nil)]
    }

    mutating func askAgain(at now: Instant) -> [Effect] {
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

    mutating func lose(_ operation: Operation) -> [Effect] {
        end(.unresolved, failure: .lost(LostAnswer(operation.step.name)))
    }
}
