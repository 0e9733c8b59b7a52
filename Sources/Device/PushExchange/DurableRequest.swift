/// A request that is stored before it is sent, so that a crash or a lost answer leaves an open question and not a loss.
///
/// It is pure, as ``Exchange`` is: ``apply(_:)`` takes what happened, and returns what to do once that is committed.
/// Its owner decides what is stored of it, and applies `resumed` to a stored request when the daemon starts. The steps
/// of a sign-in have their own state machine, because each of them uses up an id and ends with the sign-in.
package struct DurableRequest: Sendable, Equatable {
    /// What is known about the request.
    package enum State: Sendable, Equatable {
        /// The request may have been sent.
        case sending
        /// The server has not processed it. It is sent again after a pause.
        case waiting
        /// The server may have processed it, and is to be asked.
        case settling
        /// The server took it. This state and all that follow are final.
        case done
        /// The server refused it.
        case refused(Failure)
        /// The server did not take it, and it is not sent again.
        case notTaken
        /// The server may or may not have taken it, and can't be asked any more.
        case lost

        /// Whether it has no outcome yet.
        package var isOpen: Bool {
            switch self {
            case .sending, .waiting, .settling: true
            case .done, .refused, .notTaken, .lost: false
            }
        }
    }

    /// What can happen to a request.
    package enum Event: Sendable, Equatable {
        /// The server took the request.
        case taken
        /// The server refused the request.
        case refused(Failure)
        /// The server has not processed the request, and never will.
        case notSent
        /// The server may or may not have processed the request.
        case outcomeUnknown
        /// The server was asked whether it took the request, and answered.
        case settled(wasTaken: Bool)
        /// The server could not be asked, or its answer did not tell.
        case notSettled
        /// The pause after a failure is over.
        case pauseOver
        /// The daemon was restarted: a request that was under way may have arrived.
        case resumed
        /// There is no time left.
        case gaveUp
    }

    /// What to do once a change has been committed.
    package enum Effect: Sendable, Equatable {
        case none
        case send
        /// Ask the server whether it took the request. `settled` or `notSettled` follows.
        case ask
        /// Wait, longer after more failures in a row. `pauseOver` follows.
        case pause(failures: Int)
    }

    /// What is requested, which decides how it is settled.
    package let kind: Kind
    /// What is known about it so far.
    package private(set) var state: State
    /// How often in a row the request, or the question about it, has failed.
    package private(set) var failures: Int

    /// A request that is about to be sent, or, with another state, one that its owner has stored.
    package init(_ kind: Kind, state: State = .sending, failures: Int = 0) {
        self.kind = kind
        self.state = state
        self.failures = failures
    }

    /// Changes the request by an event. An event that it does not wait for changes nothing.
    /// - Returns: what to do once the change is committed.
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
    /// What a device asks of a server, apart from the steps of a sign-in.
    package enum Kind: Sendable, Equatable, CaseIterable {
        /// The number that confirms an enrollment by a link.
        case enrollmentNumber
        /// The change of the push id of a device.
        case pushIDChange
        /// The request that ends an enrollment at its server.
        case deregistration

        /// How requests of this kind are settled.
        package var rules: Rules {
            switch self {
            // The user learns that the number could not be sent, and may choose another one.
            case .enrollmentNumber: Rules(unknown: .isAsked, notSent: .ends, foundNotTaken: .isSentAgain)
            // The caller learns that nothing has changed, even if that is found out later.
            case .pushIDChange: Rules(unknown: .isAsked, notSent: .ends, foundNotTaken: .ends)
            // Sending it twice does no harm.
            case .deregistration: Rules(unknown: .isRepeated, notSent: .isSentAgain, foundNotTaken: .isSentAgain)
            }
        }
    }

    /// How a kind of request is settled.
    package struct Rules: Sendable, Equatable {
        /// What follows an unknown outcome.
        package enum Unknown: Sendable {
            /// The server is asked whether it took the request.
            case isAsked
            /// It is sent again, because it has the same effect however often it is taken.
            case isRepeated
        }

        /// What follows if the server has not taken the request.
        package enum NotTaken: Sendable {
            case isSentAgain
            case ends
        }

        /// What follows an unknown outcome.
        package var unknown: Unknown
        /// What follows if the server has not processed the request.
        package var notSent: NotTaken
        /// What follows if the server, when asked, has not taken the request.
        package var foundNotTaken: NotTaken
    }
}
