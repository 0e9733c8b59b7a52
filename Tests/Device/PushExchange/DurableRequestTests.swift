import PushExchange
import Testing

@Suite("A durable request") struct DurableRequestTests {
    private static let refusal = Failure.refused(Refusal(code: "VER_0032", status: 400, subject: .device))

    private static func request(
        _ kind: DurableRequest.Kind, _ events: DurableRequest.Event...
    ) -> (DurableRequest, DurableRequest.Effect) {
        var request = DurableRequest(kind)
        var effect = DurableRequest.Effect.send
        for event in events { effect = request.apply(event) }
        return (request, effect)
    }

    @Test("ends with the answer of the server", arguments: DurableRequest.Kind.allCases)
    func ends(kind: DurableRequest.Kind) {
        #expect(Self.request(kind, .taken).0.state == .done)
        #expect(Self.request(kind, .refused(Self.refusal)).0.state == .refused(Self.refusal))
        #expect(Self.request(kind, .outcomeUnknown, .gaveUp).0.state == .lost)
    }

    @Test("ignores all events once it has ended", arguments: DurableRequest.Kind.allCases)
    func isOver(kind: DurableRequest.Kind) {
        let events: [DurableRequest.Event] = [
            .taken, .refused(Self.refusal), .notSent, .outcomeUnknown, .settled(wasTaken: true), .notSettled,
            .pauseOver,
            .resumed, .gaveUp,
        ]
        for event in events {
            let (request, effect) = Self.request(kind, .taken, event)
            #expect(request.state == .done && effect == .none)
        }
    }

    @Test("is settled after a crash as after a lost answer", arguments: DurableRequest.Kind.allCases)
    func isSettledAlike(kind: DurableRequest.Kind) {
        let (crashed, after) = Self.request(kind, .resumed)
        let (lost, later) = Self.request(kind, .outcomeUnknown)
        #expect(crashed == lost && after == later && crashed.state != .sending)
    }

    @Test(
        "that can't be repeated is settled by asking the server until it tells",
        arguments: [DurableRequest.Kind.enrollmentNumber, .pushIDChange])
    func isAskedAbout(kind: DurableRequest.Kind) {
        #expect(Self.request(kind, .outcomeUnknown).1 == .ask)
        #expect(Self.request(kind, .outcomeUnknown, .notSettled).1 == .pause(failures: 1))
        #expect(Self.request(kind, .outcomeUnknown, .notSettled, .notSettled).1 == .pause(failures: 2))
        #expect(Self.request(kind, .outcomeUnknown, .notSettled, .pauseOver).1 == .ask)
        #expect(Self.request(kind, .outcomeUnknown, .resumed).1 == .ask)
        #expect(Self.request(kind, .outcomeUnknown, .settled(wasTaken: true)).0.state == .done)
    }

    @Test("that was not taken is sent again or ends, depending on its kind") func isNotTaken() {
        let (number, effect) = Self.request(.enrollmentNumber, .outcomeUnknown, .settled(wasTaken: false))
        #expect(number.state == .sending && effect == .send)
        let (change, _) = Self.request(.pushIDChange, .outcomeUnknown, .settled(wasTaken: false))
        #expect(change.state == .notTaken)
    }

    @Test("that was not sent ends or is sent again after a pause, depending on its kind") func isNotSent() {
        #expect(Self.request(.enrollmentNumber, .notSent).0.state == .notTaken)
        #expect(Self.request(.pushIDChange, .notSent).0.state == .notTaken)
        let (waiting, pause) = Self.request(.deregistration, .notSent)
        #expect(waiting.state == .waiting && pause == .pause(failures: 1))
        let (again, effect) = Self.request(.deregistration, .notSent, .pauseOver)
        #expect(again.state == .sending && effect == .send)
        #expect(Self.request(.deregistration, .outcomeUnknown).0.state == .waiting, "to say it twice does no harm")
        #expect(Self.request(.deregistration, .outcomeUnknown, .resumed).1 == .send)
    }

    @Test("ignores answers to questions that were not asked", arguments: DurableRequest.Kind.allCases)
    func ignoresEarlyAnswers(kind: DurableRequest.Kind) {
        for wasTaken in [true, false] {
            #expect(Self.request(kind, .settled(wasTaken: wasTaken)).0.state == .sending)
        }
        #expect(Self.request(kind, .notSettled).0.failures == 0)
    }
}
