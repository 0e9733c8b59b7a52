import Testing

@testable import PushExchange

@Suite("A user's decision") struct DecisionTests {
    @Test("is accepted, joined or refused in each situation as the rules say", arguments: Step.everyDecision)
    func followsTheRules(step: Step) {
        for situation in Situation.all {
            let before = situation.exchange
            var after = before
            let result = Result { () throws(DecisionError) in
                try after.decide(step, by: nil, at: situation.hour.instant)
            }
            #expect(result.kind == situation.expected(of: step), "\(situation)")
            guard case .success(.started(let effects)) = result else {
                #expect(after == before, "\(situation)")
                continue
            }
            #expect(after.operation == Exchange.Operation(step: step, since: situation.hour.instant.wall))
            #expect(effects == [.deadline(At.expiry), .send(step, attempt: 1)])
            #expect(after.decision == step && after.state == before.state && after.currentID == before.currentID)
        }
    }

    @Test("keeps the caller that sent it first") func keepsItsCaller() throws {
        let exchange = try Exchange.acknowledged().deciding(.allow)
        #expect(exchange.answeredBy == Caller(pid: 7, exe: "/usr/bin/smartpush"))
        #expect(exchange.updatedAt == At.at(5).wall)
    }

    @Test("with a wrong number is refused without a request") func checksTheNumber() {
        #expect(throws: DecisionError.wrongNumber) { try Exchange.allowed().deciding(.verify(passcode: Secret("56"))) }
    }

    @Test("with any number is accepted if the server gave no choices") func takesTypedNumbers() throws {
        let exchange = try Exchange.sample(.allowed, choices: nil).deciding(.verify(passcode: Secret("4711")))
        #expect(exchange.operation?.step == .verify(passcode: Secret("4711")))
    }

    @Test("to verify with another number is a different decision") func tellsNumbersApart() throws {
        let exchange = try Exchange.allowed().deciding(.verify(passcode: Secret("55")))
        #expect(throws: DecisionError.self) { try exchange.deciding(.verify(passcode: Secret("12"))) }
    }

    @Test("with another reason is the same decision, and keeps the first reason") func joinsReasons() throws {
        let exchange = try Exchange.acknowledged().deciding(.deny(reason: "first"))
        #expect(try exchange.deciding(.deny(reason: "second")) == exchange)
    }

    @Test("to cancel is possible before the acknowledgement, if that surely has not arrived") func cancelsEarly()
        throws
    {
        let exchange = try Exchange.new.after(.notSent(retryAfter: nil)).deciding(.cancel(reason: nil))
        #expect(exchange.operation?.step == .cancel(reason: nil))
        #expect(exchange.currentID == exchange.pushedID)
        #expect(exchange.after(.answered(StepAnswer(exchangeID: nil))).state == .cancelled)
    }

    @Test("to cancel is not possible while the acknowledgement may have arrived") func doesNotCancelInDoubt() {
        let exchange = Exchange.new.after(.outcomeUnknown(retryAfter: nil)).after(.pendingListLearnt(listed: false))
        #expect(exchange.operation?.progress == .waiting)
        #expect(throws: DecisionError.self) { try exchange.deciding(.cancel(reason: nil)) }
    }

    @Test("is too late at the expiry") func comesTooLate() {
        #expect(throws: DecisionError.expired) { try Exchange.acknowledged().deciding(.allow, at: At.afterExpiry) }
    }
}

/// The cases of an outcome, without their values.
enum DecisionKind: Equatable {
    case started
    case underWay
    case settled
    case wrongState
    case wrongNumber
    case expired
}

extension Result<DecisionResult, DecisionError> {
    fileprivate var kind: DecisionKind {
        switch self {
        case .success(.started): .started
        case .success(.underWay): .underWay
        case .success(.settled): .settled
        case .failure(.wrongState): .wrongState
        case .failure(.wrongNumber): .wrongNumber
        case .failure(.expired): .expired
        }
    }
}

extension Situation {
    fileprivate func expected(of step: Step) -> DecisionKind {
        guard state.isOpen else { return .settled }
        if let mine = operation?.step.name, mine != .acknowledge { return mine == step.name ? .underWay : .wrongState }
        if state == .allowed, step == .allow { return .settled }
        guard hour == .beforeExpiry else { return .expired }
        switch (state, step.name) {
        case (.received, .cancel):
            return operation?.progress == .waiting && operation?.inDoubt == false ? .started : .wrongState
        case (.acknowledged, .allow), (.acknowledged, .deny), (.acknowledged, .cancel): return .started
        case (.allowed, .verify), (.allowed, .deny), (.allowed, .cancel): return .started
        default: return .wrongState
        }
    }
}
