import LocalAPIModel
import Testing

@testable import PromptModel
@testable import SignInModel

@Suite("An answer in the notification")
struct AnswerTests {
    @Test("is a press on allow, then on the number")
    func allowed() {
        var scenario = PromptScenario.asking()
        scenario.press(.allow)
        #expect(scenario.decisions == [.allow])
        scenario.showsAll()
        scenario.happens(.decided(.waiting().then(.allowed)))
        #expect(
            scenario.contents.first?.buttons.map(\.label) == ["12", "55", "07", "90", "Deny"], "as the server gave them"
        )
        #expect(scenario.questions.isEmpty, "there is room for them")
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.press(.number("55"))
        #expect(scenario.decisions == [.verify(number: "55")])
        scenario.showsAll()
        scenario.happens(.decided(.waiting().then(.authenticated, by: .user, at: 2)))
        #expect(scenario.contents.first?.summary == "Signed in to Payroll")
        #expect(scenario.contents.first?.isResident == false)
    }

    @Test(
        "that denies leads to the question whether it was the user",
        arguments: [
            (NotificationAction.notMe, Decision.deny(reason: "not me")), (.wasMe, .deny(reason: nil)),
        ])
    func denied(press: NotificationAction, decision: Decision) {
        var scenario = PromptScenario.asking()
        scenario.press(.deny)
        #expect(scenario.decisions.isEmpty, "nothing is sent before the second step")
        #expect(scenario.contents.first?.buttons.map(\.label) == ["Not me", "It was me", "Back"])
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.press(press)
        #expect(scenario.decisions == [decision])
    }

    @Test("that denies can be withdrawn before it is sent")
    func back() {
        var scenario = PromptScenario.asking()
        scenario.press(.deny)
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.press(.back)
        #expect(scenario.decisions.isEmpty)
        #expect(scenario.contents.first?.buttons.map(\.action) == [.allow, .deny])
    }

    @Test(
        "that comes before the buttons could be read has no effect, and the user learns why",
        arguments: [
            NotificationAction.allow, .deny,
        ])
    func tooSoon(press: NotificationAction) {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        scenario.happens(.changed(.waiting()))
        scenario.showsAll()
        scenario.passes(.milliseconds(500))
        scenario.press(press)
        #expect(scenario.decisions.isEmpty)
        #expect(scenario.contents.first?.lines.first?.contains("too soon") == true)
        #expect(scenario.contents.first?.buttons.map(\.action) == [.allow, .deny], "the same is asked again")
        // The notification was shown again, so the waiting time starts again.
        scenario.showsAll()
        scenario.passes(.milliseconds(500))
        scenario.press(press)
        #expect(scenario.decisions.isEmpty)
    }

    @Test("has to wait again after the buttons change, but not after the time changes")
    func arming() {
        var scenario = PromptScenario.asking()
        scenario.passes(.seconds(10))
        scenario.showsAll()
        scenario.press(.allow)
        #expect(scenario.decisions == [.allow])
        scenario.showsAll()
        scenario.happens(.decided(.waiting().then(.allowed)))
        scenario.showsAll()
        scenario.press(.number("12"))
        #expect(scenario.decisions.isEmpty, "a double click picks no number")
    }

    @Test("also counts during an update of the time, and the late notification is closed")
    func inFlight() {
        var scenario = PromptScenario.asking()
        scenario.passes(.seconds(10))
        let ticket = scenario.ticket
        scenario.press(.allow)
        #expect(scenario.decisions == [.allow])
        scenario.happens(.shown(scenario.notification, signIn: "11111111-aaaa", ticket: ticket))
        #expect(scenario.effects.contains(.close(scenario.notification)))
    }

    @Test("must be one of the current buttons: neither an old button nor another number counts")
    func stale() {
        var scenario = PromptScenario.asking()
        scenario.happens(.actionInvoked(77, key: "allow"))
        #expect(scenario.decisions.isEmpty)
        scenario.happens(.changed(.waiting().then(.allowed)))
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.press(.allow)
        #expect(scenario.decisions.isEmpty)
        scenario.press(.number("13"))
        #expect(scenario.decisions.isEmpty)
    }

    @Test("that the daemon refuses is reported with the reason, and can be repeated")
    func declined() {
        var scenario = PromptScenario.asking()
        scenario.press(.allow)
        scenario.showsAll()
        scenario.happens(
            .decisionFailed(.declined(Problem(.unreachable, "the server is not reachable")), signIn: "11111111-aaaa"))
        #expect(scenario.contents.first?.lines.first == "The server is not reachable")
        #expect(scenario.contents.first?.buttons.map(\.action) == [.allow, .deny])
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.press(.allow)
        #expect(scenario.decisions == [.allow])
    }

    @Test("is only given by the user: time, locks, services and the daemon decide nothing")
    func nothingByItself() {
        var scenario = PromptScenario.asking()
        var decisions: [Decision] = []
        let id = "11111111-aaaa"
        let happenings: [PromptMachine.Event] = [
            .timerFired, .screenLocked(true), .screenLocked(false), .serviceVanished,
            .serviceAppeared(.dunst, leftovers: [3]),
            .closed(scenario.notification, byUser: true), .closed(scenario.notification, byUser: false),
            .listed([.waiting()]), .changed(.waiting().then(.allowed)), .dialogEnded(.number("12"), signIn: id),
            .dialogEnded(.closed, signIn: id), .notShown(signIn: id, ticket: 3), .listed([]), .notFound(signIn: id),
        ]
        for happening in happenings {
            scenario.happens(happening)
            decisions += scenario.decisions
            scenario.showsAll()
            scenario.passes(.seconds(60))
            decisions += scenario.decisions
        }
        #expect(decisions.isEmpty)
    }
}
