import Testing

@testable import PushExchange

@Suite("A sign-in") struct StoryTests {
    private static let nothingMore = StepAnswer(exchangeID: nil)

    @Test("goes from the push to the signed-in web page") func goesWell() throws {
        #expect(Exchange.new.firstEffects == [.deadline(At.expiry), .send(.acknowledge, attempt: 1)])
        let acknowledged = Exchange.new.after(.answered(.full))
        #expect(acknowledged.state == .acknowledged)
        #expect(acknowledged.signIn == SignIn(clientName: "Shop", message: "Sign in?"))
        let allowed = try acknowledged.deciding(.allow).after(.answered(.full))
        #expect(allowed.choices == ["12", "34", "55", "78"])
        let done = try allowed.deciding(.verify(passcode: Secret("55"))).after(.answered(Self.nothingMore))
        #expect(done.state == .authenticated && done.endedBy == .user)
    }

    @Test("lives for ten minutes if nothing says how long") func hasADefaultLifetime() {
        var push = PushPayload.sample
        push.expiresAt = nil
        let exchange = Exchange(id: "local-id", enrollment: "enrollment", push: push, at: At.start)
        #expect(exchange.expiresAt == At.at(600).server)
        #expect(exchange.expiresAtByOurClock == At.at(590).server)
    }

    @Test("adopts the expiry of a later answer") func movesItsExpiry() {
        let exchange = Exchange.new.after(.answered(.full))
        #expect(exchange.expiresAt == At.expiry + .seconds(60))
        #expect(exchange.after(.deadlinePassed, at: At.at(359)).state == .acknowledged)
        #expect(exchange.after(.deadlinePassed, at: At.at(360)).state == .expired)
    }

    // MARK: Lost answers

    @Test("is unresolved if the answer to allow, with the numbers, is lost") func losesTheNumbers() throws {
        let lost = try Exchange.acknowledged().deciding(.allow).after(.outcomeUnknown(retryAfter: nil))
        let exchange = lost.after(.statusLearnt(.allowed))
        #expect(exchange.state == .unresolved && exchange.failure == .lost(.allow))
    }

    @Test(
        "ends as the user decided if only the answer to the last step is lost",
        arguments: [
            (Step.deny(reason: nil), RemoteStatus.denied, Exchange.State.denied),
            (.cancel(reason: nil), .cancelled, .cancelled),
            (.verify(passcode: Secret("55")), .authenticated, .authenticated),
        ])
    func adoptsTheGoal(step: Step, status: RemoteStatus, state: Exchange.State) throws {
        let lost = try Exchange.allowed().deciding(step).after(.outcomeUnknown(retryAfter: nil))
        let exchange = lost.after(.statusLearnt(status))
        #expect(exchange.state == state && exchange.endedBy == .user)
        #expect(exchange.outcome(of: step) == .done)
    }

    @Test("repeats a step that did not arrive, and learns from a refusal that it did") func resends()
        throws
    {
        let lost = try Exchange.allowed().deciding(.deny(reason: nil)).after(.outcomeUnknown(retryAfter: nil))
        let waiting = lost.after(.statusLearnt(.allowed))
        #expect(waiting.operation?.progress == .waiting)
        let second = waiting.after(.retryDue)
        #expect(second.operation?.attempt == 2 && second.operation?.inDoubt == true)
        let exchange = second.after(.refused(.sample, status: .denied))
        #expect(exchange.state == .denied && exchange.endedBy == .user)
    }

    @Test("looks for a lost acknowledgement in the pending list") func looksInTheList() {
        let lost = Exchange.new.after(.outcomeUnknown(retryAfter: nil))
        let listed = lost.after(.pendingListLearnt(listed: true))
        #expect(listed.operation?.progress == .waiting && listed.operation?.inDoubt == false)
        #expect(listed.after(.retryDue).after(.refused(.sample, status: nil)).state == .refused)
        let gone = lost.after(.pendingListLearnt(listed: false)).after(.retryDue)
        #expect(gone.after(.answered(.full)).state == .acknowledged)
        #expect(gone.after(.refused(.sample, status: nil)).failure == .lost(.acknowledge))
    }

    @Test("is asked about until two minutes after its expiry, then given up") func givesUp() throws {
        let lost = try Exchange.allowed().deciding(.verify(passcode: Secret("55"))).after(
            .outcomeUnknown(retryAfter: nil))
        #expect(lost.after(.deadlinePassed, at: At.at(419)) == lost)
        #expect(lost.after(.statusUnavailable, at: At.at(419)) == lost)
        #expect(lost.after(.deadlinePassed, at: At.at(420)).failure == .lost(.verify))
        #expect(lost.after(.statusLearnt(.authenticated), at: At.at(500)).state == .authenticated)
    }

    // MARK: Events elsewhere

    @Test("that the web page cancelled before a step ends as cancelled elsewhere") func wasCancelledOnTheWeb() throws {
        let exchange = try Exchange.acknowledged().deciding(.allow).after(.refused(.sample, status: .cancelled))
        #expect(exchange.state == .cancelled && exchange.endedBy == .remote && exchange.failure == nil)
        #expect(exchange.outcome(of: .allow) == .wrongState(.ended(.cancelled, elsewhere: true)))
    }

    @Test("is refused for the server's reason if the status is still open") func isRefused() throws {
        let exchange = try Exchange.acknowledged().deciding(.allow).after(.refused(.sample, status: .acknowledged))
        #expect(exchange.state == .refused && exchange.failure == .sample)
    }

    @Test("that ends on the web page ends here") func isWatched() {
        #expect(Exchange.acknowledged().after(.statusLearnt(.cancelled)).endedBy == .remote)
        #expect(Exchange.acknowledged().after(.statusLearnt(.unknown)) == .acknowledged())
    }

    // MARK: Time

    @Test("expires by the clock, but not while a decision is being sent") func expires() throws {
        let deciding = try Exchange.acknowledged().deciding(.allow)
        #expect(deciding.after(.deadlinePassed, at: At.afterExpiry) == deciding)
        #expect(deciding.after(.notSent(retryAfter: nil), at: At.afterExpiry).endedBy == .clock)
        #expect(Exchange.acknowledged().after(.deadlinePassed, at: At.afterExpiry).state == .expired)
    }

    // MARK: Restarts

    @Test("is settled, not repeated, after a restart during a step") func settlesAfterACrash()
        throws
    {
        var exchange = try Exchange.allowed().deciding(.verify(passcode: Secret("55")))
        let effects = exchange.apply(.resumed, at: At.at(60))
        #expect(effects == [.deadline(At.expiry + .seconds(120)), .settleByStatus(atLeast: nil)])
        #expect(exchange.operation?.inDoubt == true)
    }

    @Test("is asked about once more, even if the daemon was away for long") func asksOnceMore() throws {
        var exchange = try Exchange.allowed().deciding(.verify(passcode: Secret("55"))).after(.resumed)
        let effects = exchange.apply(.resumed, at: At.at(9_000))
        #expect(effects == [.deadline(At.at(9_120).server), .settleByStatus(atLeast: nil)])
        #expect(exchange.after(.statusLearnt(.authenticated), at: At.at(9_001)).state == .authenticated)
    }

    @Test(
        "is cancelled by the user when the enrollment is removed",
        arguments: [Exchange.new, .acknowledged(), .allowed()])
    func endsWithItsEnrollment(exchange: Exchange) {
        let after = exchange.after(.enrollmentRemoved)
        #expect(after.state == .cancelled && after.endedBy == .user)
    }
}
