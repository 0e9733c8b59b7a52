/// What became of asking for a decision.
package enum DecisionResult: Sendable, Equatable {
    /// It was written down; the effects send it.
    case started([Effect])
    /// The same decision is under way: there is nothing to do but wait for it.
    case underWay
    /// There is nothing to start: it was taken before, or the exchange has ended. ``Exchange/outcome(of:)`` tells.
    case settled
}

/// How a decision turned out.
package enum DecisionOutcome: Sendable, Equatable {
    case pending
    case done
    case refused(Failure)
    case unresolved(Failure)
    case expired
    /// The sign-in went another way.
    case wrongState(WrongState)
}

/// Why a decision is not possible.
package enum DecisionError: Error, Sendable, Equatable {
    case wrongState(WrongState)
    /// Not one of the numbers; nothing was sent.
    case wrongNumber
    case expired
}

extension Exchange {
    /// Takes a user's decision: one of the steps but `acknowledge`.
    ///
    /// Nothing but this method starts one of them, and nothing but a caller of the local API calls it: no sign-in is
    /// answered without its user.
    /// - Parameters:
    ///   - step: what is to be done. The number of a `verify` is checked against ``choices`` here, so that a wrong one
    ///     costs no request: the server allows one try.
    ///   - caller: who asks.
    ///   - now: when.
    /// - Returns: whether it started, or was the same as one before.
    /// - Throws: ``DecisionError``; the exchange is unchanged then.
    package mutating func decide(
        _ step: Step, by caller: Caller?, at now: Instant
    ) throws(DecisionError) -> DecisionResult {
        guard state.isOpen else {
            return .settled
        }
        if let operation, operation.step.name != .acknowledge {
            guard operation.step.isSameDecision(as: step) else {
                throw .wrongState(.underWay(operation.step.name))
            }
            return .underWay
        }
        if step.name == .allow, state == .allowed {
            return .settled
        }
        guard now.server < expiresAt else { throw .expired }
        try checkPossible(step)

        operation = Operation(step: step, since: now.wall)
        decision = step
        answeredBy = caller
        updatedAt = now.wall
        skew = now.skew
        return .started([.deadline(expiresAt), .send(step, attempt: 1)])
    }

    /// How a decision that was asked for has turned out so far.
    /// - Parameter step: the decision.
    /// - Returns: `done` where the exchange is where the decision wanted it, whoever brought it there; but a sign-in that
    ///   was finished elsewhere is not what someone here allowed or verified.
    package func outcome(of step: Step) -> DecisionOutcome {
        switch (state, step) {
        case (.allowed, .allow), (.denied, .deny), (.cancelled, .cancel):
            return .done
        case (.authenticated, .allow) where endedBy == .user:
            return .done
        case (.authenticated, .verify) where endedBy == .user && decision == step:
            return .done
        case (.received, _), (.acknowledged, _), (.allowed, _):
            return .pending
        case (.expired, _):
            return .expired
        case (.refused, _), (.unresolved, _):
            guard let failure, let decision, decision.isSameDecision(as: step) else { break }
            return state == .refused ? .refused(failure) : .unresolved(failure)
        case (.authenticated, _), (.denied, _), (.cancelled, _):
            break
        }
        return .wrongState(.ended(state, elsewhere: endedBy == .remote))
    }

    private func checkPossible(_ step: Step) throws(DecisionError) {
        switch (state, step) {
        case (.acknowledged, .allow), (.acknowledged, .deny), (.acknowledged, .cancel), (.allowed, .deny),
            (.allowed, .cancel):
            return
        case (.allowed, .verify(let passcode)):
            if let choices, !choices.contains(passcode.reveal()) { throw .wrongNumber }
        case (.received, .cancel) where operation?.progress == .waiting && operation?.inDoubt == false:
            // The acknowledgement is known not to have happened, so the id that came with the push is still unspent.
            return
        case (.received, _):
            throw .wrongState(.notAcknowledged)
        case (.acknowledged, .verify):
            throw .wrongState(.notAllowed)
        default:
            throw .wrongState(.notPossible(step.name, in: state))
        }
    }
}

extension Step {
    /// Whether asking for one after the other asks for nothing new. Another reason is no other decision; another number
    /// is.
    func isSameDecision(as other: Step) -> Bool {
        switch (self, other) {
        case (.verify(let mine), .verify(let theirs)): mine == theirs
        default: name == other.name
        }
    }
}
