import LocalAPIModel
import Testing

@testable import PromptModel
@testable import SignInModel

@Suite("A sign-in at the desktop is not lost")
struct KeepingTests {
    private let id = "11111111-aaaa"

    @Test("while there is no notification service: it is shown when one is found")
    func noService() {
        var scenario = PromptScenario()
        scenario.happens(.changed(.waiting()))
        #expect(scenario.effects.contains(.findService))
        scenario.happens(.serviceVanished)
        #expect(scenario.effects.contains(.findService), "the first time at once")
        scenario.happens(.serviceVanished)
        #expect(scenario.pause == .seconds(1))
        scenario.passes(.seconds(1))
        #expect(scenario.effects.contains(.findService))
        scenario.happens(.serviceVanished)
        #expect(scenario.pause == .seconds(2))
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        #expect(scenario.contents.count == 1)
    }

    @Test("when the notification service is restarted or replaced")
    func newService() {
        var scenario = PromptScenario.asking()
        scenario.happens(.serviceVanished)
        #expect(scenario.effects.contains(.findService))
        scenario.happens(.serviceAppeared(.dunst, leftovers: []))
        #expect(scenario.effects.contains { if case .show(_, id, 0, _) = $0 { true } else { false } })
    }

    @Test("when the prompt is restarted: old notifications are closed, and open sign-ins are shown once")
    func restart() {
        var scenario = PromptScenario()
        scenario.happens(.listed([.waiting()]))
        scenario.happens(.serviceAppeared(.xfce, leftovers: [4, 9]))
        #expect(scenario.effects.contains(.close(4)))
        #expect(scenario.effects.contains(.close(9)))
        #expect(scenario.contents.count == 1)
        scenario.happens(.changed(.waiting()))
        scenario.happens(.listed([.waiting()]))
        #expect(scenario.contents.isEmpty)
    }

    @Test("when the daemon was away: the prompt looks up what has ended in the meantime")
    func resync() {
        var scenario = PromptScenario.asking()
        scenario.happens(.listed([]))
        #expect(scenario.effects.contains(.lookUp(signIn: id)))
        scenario.happens(.changed(.waiting().then(.expired, by: .clock)))
        #expect(scenario.contents.first?.summary == "Expired: sign-in to Payroll")
    }

    @Test("and not reset by an outdated event")
    func order() {
        var scenario = PromptScenario.asking(.waiting().then(.allowed))
        scenario.happens(.changed(.waiting()))
        #expect(scenario.contents.isEmpty)
    }

    @Test("when it is closed without an answer: it comes back once, but not a second time")
    func closed() {
        var scenario = PromptScenario.asking()
        scenario.happens(.closed(scenario.notification, byUser: true))
        #expect(scenario.contents.isEmpty)
        #expect(scenario.pause == .seconds(10))
        scenario.passes(.seconds(10))
        #expect(scenario.contents.count == 1)
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.happens(.closed(scenario.notification, byUser: true))
        #expect(scenario.pause == nil)
    }

    @Test("when it is closed by a click that was too soon: it comes back immediately")
    func closedTooSoon() {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        scenario.happens(.changed(.waiting()))
        scenario.showsAll()
        scenario.happens(.closed(scenario.notification, byUser: true))
        #expect(scenario.contents.first?.lines.first?.contains("too soon") == true)
    }

    @Test("when the service closes or refuses it: it comes back after a growing delay", arguments: [true, false])
    func closedByService(isShown: Bool) {
        var scenario = PromptScenario.asking()
        if !isShown { scenario.happens(.changed(.waiting().then(.allowed))) }
        for pause in [Duration.seconds(2), .seconds(4), .seconds(8)] {
            let ticket = scenario.ticket
            scenario.happens(
                isShown
                    ? .closed(scenario.notification, byUser: false) : .notShown(signIn: id, ticket: ticket))
            #expect(scenario.pause == pause)
            scenario.passes(pause)
            #expect(scenario.contents.count == 1)
            if isShown { scenario.showsAll() }
        }
    }

    @Test("when the screen is locked: only its arrival is shown, and the question follows after unlocking")
    func locked() {
        var scenario = PromptScenario.asking()
        scenario.happens(.screenLocked(true))
        let content = scenario.contents.first
        #expect(content?.summary == "A sign-in waits")
        #expect(content?.buttons == [])
        #expect(content?.lines.joined().contains("Payroll") == false)
        scenario.showsAll()
        scenario.passes(.seconds(5))
        #expect(scenario.pause == nil, "nothing counts down there")
        scenario.press(.allow)
        #expect(scenario.decisions.isEmpty)
        scenario.happens(.screenLocked(false))
        #expect(scenario.contents.first?.buttons.map(\.action) == [.allow, .deny])
        scenario.showsAll()
        scenario.press(.allow)
        #expect(scenario.decisions.isEmpty, "the buttons have just come")
    }

    @Test("when it ends while the screen is locked: nothing about it is shown")
    func lockedEnd() {
        var scenario = PromptScenario.asking()
        scenario.happens(.screenLocked(true))
        scenario.showsAll()
        scenario.happens(.changed(.waiting().then(.cancelled, by: .remote)))
        #expect(scenario.contents.isEmpty)
        #expect(scenario.effects.contains(.close(scenario.notification)))
    }

    @Test("when it is forgotten while it is being shown: it is closed as soon as its id is known")
    func forgotten() {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        scenario.happens(.changed(.waiting()))
        let ticket = scenario.ticket
        scenario.happens(.notFound(signIn: id))
        scenario.happens(.shown(8, signIn: id, ticket: ticket))
        #expect(scenario.effects.contains(.close(8)))
    }
}
