import Testing

@testable import PushExchange

@Suite("The state machine") struct MachineTests {
    @Test("handles every event in every situation as the rules say", arguments: Event.every)
    func followsTheRules(event: Event) {
        for situation in Situation.all {
            var exchange = situation.exchange
            let effects = exchange.apply(event, at: situation.hour.instant)
            let expected = situation.expected(after: event)
            #expect(exchange == expected.exchange, "\(situation)")
            #expect(effects == expected.effects, "\(situation)")
        }
    }

    @Test("is tested with each state, each progress of each step, and each time")
    func coversEverything() {
        // 9 states without an operation; 8 steps in their states, each with 5 forms of an operation; all with and
        // without a status id, at 3 times.
        #expect(Situation.all.count == (9 + 8 * 5) * 2 * 3)
        #expect(Event.every.count == 29)
    }

    @Test("only makes the transitions that are documented", arguments: Event.every)
    func staysOnTheMap(event: Event) {
        for situation in Situation.all {
            let after = situation.exchange.after(event, at: situation.hour.instant)
            let isOnTheMap = after.state == situation.state || situation.state.exits.contains(after.state)
            #expect(isOnTheMap, "\(situation) → \(after.state)")
        }
    }

    @Test("never changes an ended exchange, and leaves no id in it", arguments: Event.every)
    func endsForGood(event: Event) {
        for situation in Situation.all {
            let before = situation.exchange
            let after = before.after(event, at: situation.hour.instant)
            if !before.state.isOpen { #expect(after == before, "\(situation)") }
            if !after.state.isOpen {
                #expect(after.currentID == nil && after.operation == nil, "\(situation)")
                #expect((after.failure != nil) == [.refused, .unresolved].contains(after.state), "\(situation)")
                #expect((after.endedBy == nil) == [.refused, .unresolved].contains(after.state), "\(situation)")
            }
        }
    }

    @Test("sends a step only if it is stored as being sent", arguments: Event.every)
    func writesBeforeItSends(event: Event) {
        for situation in Situation.all {
            var exchange = situation.exchange
            for effect in exchange.apply(event, at: situation.hour.instant) {
                guard case .send(let step, let attempt) = effect else { continue }
                #expect(exchange.operation?.progress == .sending && exchange.currentID != nil, "\(situation)")
                #expect(exchange.operation?.step == step && exchange.operation?.attempt == attempt, "\(situation)")
                #expect(situation.hour == .beforeExpiry, "\(situation)")
            }
        }
    }

    @Test("counts the attempts, and starts no decision by itself", arguments: Event.every)
    func startsNothing(event: Event) {
        for situation in Situation.all {
            let before = situation.exchange
            let after = before.after(event, at: situation.hour.instant)
            guard let operation = after.operation else { continue }
            #expect(operation.step == before.operation?.step, "\(situation)")
            #expect(operation.since == before.operation?.since, "\(situation)")
            #expect(operation.attempt >= before.operation?.attempt ?? .max, "\(situation)")
            #expect(after.decision == before.decision && after.answeredBy == before.answeredBy, "\(situation)")
        }
    }

    @Test("waits for something while the exchange is open", arguments: Event.every)
    func isNeverStuck(event: Event) {
        for situation in Situation.all {
            var exchange = situation.exchange
            let effects = exchange.apply(event, at: situation.hour.instant)
            guard exchange.state.isOpen, exchange != situation.exchange else { continue }
            let goesOn = effects.contains { effect in
                switch effect {
                case .send, .retry, .settleByStatus, .settleByPendingList, .watch: true
                case .deadline, .stop: false
                }
            }
            #expect(goesOn, "\(situation)")
        }
    }
}

extension Exchange.State {
    /// The documented transitions of the states.
    fileprivate var exits: Set<Exchange.State> {
        let ends: Set<Exchange.State> = [.authenticated, .denied, .cancelled, .expired, .refused, .unresolved]
        switch self {
        case .received: return ends.subtracting([.authenticated, .denied]).union([.acknowledged])
        case .acknowledged: return ends.union([.allowed])
        case .allowed: return ends
        case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: return []
        }
    }
}
