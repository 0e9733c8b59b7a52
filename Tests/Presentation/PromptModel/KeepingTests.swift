import LocalAPIModel
import Testing

@testable import PromptModel
@testable import SignInModel

@Suite("A sign-in at the desktop is not lost")
struct KeepingTests {
    private let id = "11111111-aaaa"

    @Test("while there is no notification service: it is looked for less and less often, and then the sign-in is shown")
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

    @Test("when the notification service is restarted, or replaced by another one")
    func newService() {
        var scenario = PromptScenario.asking()
        scenario.happens(.serviceVanished)
        #expect(scenario.effects.contains(.findService))
        scenario.happens(.serviceAppeared(.dunst, leftovers: []))
        #expect(scenario.effects.contains { if case .show(_, id, 0, _) = $0 { true } else { false } })
    }

    @Test("when the prompt is: what it showed before is taken away, and what is open is shown once")
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

    @Test("when the daemon was away: what ended meanwhile is asked for")
    func resync() {
        var scenario = PromptScenario.asking()
        scenario.happens(.listed([]))
        #expect(scenario.effects.contains(.lookUp(signIn: id)))
        scenario.happens(.changed(.waiting().then(.expired, by: .clock)))
        #expect(scenario.contents.first?.summary == "Expired: sign-in to Payroll")
    }

    @Test("and not set back by an event that is older than what is known")
    func order() {
        var scenario = PromptScenario.asking(.waiting().then(.allowed))
        scenario.happens(.changed(.waiting()))
        #expect(scenario.contents.isEmpty)
    }

    @Test("when it is closed without an answer: it comes back once, and a second time it stays away")
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

    @Test("when it is closed by a click that was too soon: it comes back at once")
    func closedTooSoon() {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        scenario.happens(.changed(.waiting()))
        scenario.showsAll()
        scenario.happens(.closed(scenario.notification, byUser: true))
        #expect(scenario.contents.first?.lines.first?.contains("too soon") == true)
    }

    @Test("when the service closes it, or does not take it: it comes back later each time", arguments: [true, false])
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

    @Test("when the screen is locked: that it came is told, and nothing else; it is asked after the unlocking")
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

    @Test("when it ends while the screen is locked: no word of it is shown")
    func lockedEnd() {
        var scenario = PromptScenario.asking()
        scenario.happens(.screenLocked(true))
        scenario.showsAll()
        scenario.happens(.changed(.waiting().then(.cancelled, by: .remote)))
        #expect(scenario.contents.isEmpty)
        #expect(scenario.effects.contains(.close(scenario.notification)))
    }

    @Test("when it is forgotten while it is being shown: it is taken away as soon as its number is known")
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
