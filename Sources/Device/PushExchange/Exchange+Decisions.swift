/// The result of ``Exchange/decide(_:by:at:)``.
package enum DecisionResult: Sendable, Equatable {
    /// The decision is part of the exchange now; the effects send it.
    case started([Effect])
    /// The same decision is already under way. Wait for its outcome.
    case underWay
    /// There is nothing to send: the decision was taken before, or the exchange has ended. ``Exchange/outcome(of:)``
    /// tells.
    case settled
}

/// What became of a decision.
package enum DecisionOutcome: Sendable, Equatable {
    case pending
    case done
    case refused(Failure)
    case unresolved(Failure)
    case expired
    /// The sign-in ended in another way.
    case wrongState(WrongState)
}

/// Why a decision is not possible. Nothing was sent.
package enum DecisionError: Error, Sendable, Equatable {
    case wrongState(WrongState)
    /// The number is not one of the choices.
    case wrongNumber
    case expired
}

extension Exchange {
    /// Starts a decision of the user: any step except `acknowledge`.
    ///
    /// Only this method starts these steps, and it is only called for a request of the local API: no sign-in is
    /// answered without the user.
    /// - Parameters:
    ///   - step: the decision. The number of a `verify` is checked against ``choices`` here, because the server allows
    ///     only one try.
    ///   - caller: the process that sent it; `nil` if it is not known.
    ///   - now: the time.
    /// - Returns: whether it started, or is the same as an earlier decision.
    /// - Throws: ``DecisionError``; the exchange is then unchanged.
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

    /// What has become of a decision so far.
    /// - Parameter step: the decision.
    /// - Returns: `done` if the exchange is in the state that the decision leads to, no matter who brought it there.
    ///   The exception is `authenticated`: if the sign-in was completed elsewhere, nobody here allowed or verified it.
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
        case (.denied, _), (.cancelled, _):
            guard let failure, let decision, decision.isSameDecision(as: step) else { break }
            return .refused(failure)
        case (.authenticated, _):
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
            // The acknowledgement has not happened, so the id of the push is still unused.
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
    /// Whether both are the same decision. Another reason makes no other decision; another number does.
    func isSameDecision(as other: Step) -> Bool {
        switch (self, other) {
        case (.verify(let mine), .verify(let theirs)): mine == theirs
        default: name == other.name
        }
    }
}
