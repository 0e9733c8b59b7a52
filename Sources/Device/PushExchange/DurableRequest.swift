/// A request that is written down before it is sent, so that a crash or a lost answer leaves a question and not a loss.
///
/// Pure, as ``Exchange`` is: ``apply(_:)`` takes what happened and returns what to do once that is committed. What is stored
/// of a request is its owner's matter; ``resumed`` is what a stored one takes at the start of the daemon. The steps of a
/// sign-in have a machine of their own, since each of them spends an id and ends with the sign-in.
package struct DurableRequest: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        /// The request may have left.
        case sending
        /// It is known not to have been processed; to be sent again after a pause.
        case waiting
        /// It may have been processed; the server is to be asked.
        case settling
        /// The server took it. Final, as all that follow.
        case done
        case refused(Failure)
        /// The server did not take it, and it is not to be sent again.
        case notTaken
        /// Whether the server took it can't be learnt any more.
        case lost

        package var isOpen: Bool {
            switch self {
            case .sending, .waiting, .settling: true
            case .done, .refused, .notTaken, .lost: false
            }
        }
    }

    package enum Event: Sendable, Equatable {
        /// The server took the request.
        case taken
        case refused(Failure)
        /// The server has not processed the request, and never will.
        case notSent
        case outcomeUnknown
        /// What the server said when asked whether it took the request.
        case settled(wasTaken: Bool)
        /// The server could not be asked, or did not tell.
        case notSettled
        /// The pause after a failure is over.
        case pauseOver
        /// The daemon has been started again: what was on its way may have arrived.
        case resumed
        /// There is no time left.
        case gaveUp
    }

    package enum Effect: Sendable, Equatable {
        case none
        case send
        /// Ask the server whether it took the request; then `settled` or `notSettled`.
        case ask
        /// Wait, longer for more failures in a row; then `pauseOver`.
        case pause(failures: Int)
    }

    package let kind: Kind
    package private(set) var state: State
    /// Failures in a row, of the request or of asking about it.
    package private(set) var failures: Int

    package init(_ kind: Kind, state: State = .sending, failures: Int = 0) {
        self.kind = kind
        self.state = state
        self.failures = failures
    }

    /// Takes in an event. One that the request does not wait for changes nothing.
    package mutating func apply(_ event: Event) -> Effect {
        guard state.isOpen else { return .none }
        switch event {
        case .taken: return end(.done)
        case .refused(let failure): return end(.refused(failure))
        case .gaveUp: return end(.lost)
        case .notSent: return state == .sending ? notTaken(kind.rules.notSent) : .none
        case .outcomeUnknown: return state == .sending ? doubt() : .none
        case .settled(let wasTaken): return state == .settling ? settle(wasTaken) : .none
        case .notSettled: return state == .settling ? fail() : .none
        case .pauseOver: return proceed()
        case .resumed: return state == .sending ? doubt() : proceed()
        }
    }

    private mutating func doubt() -> Effect {
        switch kind.rules.unknown {
        case .isAsked:
            state = .settling
            return .ask
        case .isRepeated:
            state = .waiting
            return fail()
        }
    }

    private mutating func settle(_ wasTaken: Bool) -> Effect {
        failures = 0
        guard !wasTaken else { return end(.done) }
        switch kind.rules.foundNotTaken {
        case .isSentAgain:
            state = .sending
            return .send
        case .ends: return end(.notTaken)
        }
    }

    private mutating func notTaken(_ rule: Rules.NotTaken) -> Effect {
        switch rule {
        case .isSentAgain:
            state = .waiting
            return fail()
        case .ends: return end(.notTaken)
        }
    }

    private mutating func proceed() -> Effect {
        switch state {
        case .waiting:
            state = .sending
            return .send
        case .settling: return .ask
        case .sending, .done, .refused, .notTaken, .lost: return .none
        }
    }

    private mutating func fail() -> Effect {
        failures += 1
        return .pause(failures: failures)
    }

    private mutating func end(_ end: State) -> Effect {
        state = end
        return .none
    }
}

extension DurableRequest {
    package enum Kind: Sendable, Equatable, CaseIterable {
        /// The number that confirms an enrollment by a link.
        case enrollmentNumber
        case pushIDChange
        /// Telling a server that this device is given up.
        case deregistration

        /// How it is settled.
        package var rules: Rules {
            switch self {
            // A number that could not be sent goes back to its user, who may give another.
            case .enrollmentNumber: Rules(unknown: .isAsked, notSent: .ends, foundNotTaken: .isSentAgain)
            // The caller is told that nothing changed, also where that is found out later.
            case .pushIDChange: Rules(unknown: .isAsked, notSent: .ends, foundNotTaken: .ends)
            // To say it twice does no harm.
            case .deregistration: Rules(unknown: .isRepeated, notSent: .isSentAgain, foundNotTaken: .isSentAgain)
            }
        }
    }

    /// How a kind of request is settled.
    package struct Rules: Sendable, Equatable {
        package enum Unknown: Sendable {
            /// The server can be asked whether it took it.
            case isAsked
            /// It is sent again, as it does the same however often it is taken.
            case isRepeated
        }

        package enum NotTaken: Sendable {
            case isSentAgain
            case ends
        }

        /// What follows where the outcome is unknown.
        package var unknown: Unknown
        /// What follows where it is known not to have been processed.
        package var notSent: NotTaken
        /// What follows where the server, when asked, turns out not to have taken it.
        package var foundNotTaken: NotTaken
    }
}
