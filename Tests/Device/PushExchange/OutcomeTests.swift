import Testing

@testable import PushExchange

@Suite("The outcome of a decision") struct OutcomeTests {
    @Test("is done if the same decision is sent again") func isIdempotent() throws {
        let allowed = try Exchange.acknowledged().deciding(.allow).after(.answered(.full))
        #expect(allowed.outcome(of: .allow) == .done)
        let again = try allowed.deciding(.allow)
        #expect(again == allowed)
        let verified = try allowed.deciding(.verify(passcode: Secret("55"))).after(.answered(.full))
        #expect(verified.outcome(of: .verify(passcode: Secret("55"))) == .done)
        #expect(verified.outcome(of: .allow) == .done)
    }

    @Test("is done if the same happened elsewhere first") func acceptsTheSameFromElsewhere() {
        let cancelled = Exchange.acknowledged().after(.statusLearnt(.cancelled))
        #expect(cancelled.outcome(of: .cancel(reason: nil)) == .done)
    }

    @Test("is not done for another number than the one that was sent") func tellsNumbersApart() throws {
        let verified = try Exchange.allowed().deciding(.verify(passcode: Secret("55"))).after(.answered(.full))
        #expect(
            verified.outcome(of: .verify(passcode: Secret("12")))
                == .wrongState(.ended(.authenticated, elsewhere: false))
        )
    }

    @Test("is not done if it was done elsewhere", arguments: [Step.allow, .verify(passcode: Secret("55"))])
    func claimsNothing(step: Step) {
        let elsewhere = Exchange.allowed().after(.statusLearnt(.authenticated))
        #expect(elsewhere.outcome(of: step) == .wrongState(.ended(.authenticated, elsewhere: true)))
    }

    @Test("is a failure only for the decision that failed") func tellsWhoFailed() throws {
        let refused = try Exchange.acknowledged().deciding(.allow).after(.refused(.sample, status: .acknowledged))
        #expect(refused.outcome(of: .allow) == .refused(.sample))
        #expect(refused.outcome(of: .deny(reason: nil)) == .wrongState(.ended(.refused, elsewhere: false)))
        let lost = try Exchange.acknowledged().deciding(.allow).after(.answered(StepAnswer(exchangeID: nil)))
        #expect(lost.outcome(of: .allow) == .unresolved(.lost(.allow)))
    }

    @Test("is pending while the step is under way, and expired after the expiry") func waits() throws {
        let deciding = try Exchange.acknowledged().deciding(.deny(reason: nil))
        #expect(deciding.outcome(of: .deny(reason: nil)) == .pending)
        let expired = deciding.after(.notSent(retryAfter: nil)).after(.deadlinePassed, at: At.afterExpiry)
        #expect(expired.outcome(of: .deny(reason: nil)) == .expired)
    }
}
