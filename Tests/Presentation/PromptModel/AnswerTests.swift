import LocalAPIClient
import LocalAPIModel
import Testing

@testable import PromptModel

@Suite("An answer in the notification")
struct AnswerTests {
    @Test("takes a person's press: to allow, then the number")
    func allowed() {
        var scene = Scene.asking()
        scene.press(.allow)
        #expect(scene.decisions == [.allow])
        scene.showsAll()
        scene.happens(.decided(.waiting().then(.allowed)))
        #expect(
            scene.notices.first?.buttons.map(\.label) == ["12", "55", "07", "90", "Deny"], "as the server gave them")
        #expect(scene.questions.isEmpty, "there is room for them")
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.press(.number("55"))
        #expect(scene.decisions == [.verify(number: "55")])
        scene.showsAll()
        scene.happens(.decided(.waiting().then(.authenticated, by: .user, at: 2)))
        #expect(scene.notices.first?.title == "Signed in to Payroll")
        #expect(scene.notices.first?.waits == false)
    }

    @Test(
        "that denies is asked whether it was theirs",
        arguments: [
            (Press.notMe, Decision.deny(reason: "not me")), (.wasMe, .deny(reason: nil)),
        ])
    func denied(press: Press, decision: Decision) {
        var scene = Scene.asking()
        scene.press(.deny)
        #expect(scene.decisions.isEmpty, "nothing is sent before the second step")
        #expect(scene.notices.first?.buttons.map(\.label) == ["Not me", "It was me", "Back"])
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.press(press)
        #expect(scene.decisions == [decision])
    }

    @Test("that denies can be taken back before it is sent")
    func back() {
        var scene = Scene.asking()
        scene.press(.deny)
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.press(.back)
        #expect(scene.decisions.isEmpty)
        #expect(scene.notices.first?.buttons.map(\.press) == [.allow, .deny])
    }

    @Test(
        "that comes before the buttons could have been read answers nothing, and is told so",
        arguments: [
            Press.allow, .deny,
        ])
    func tooSoon(press: Press) {
        var scene = Scene()
        scene.happens(.serviceCame(.xfce, earlier: []))
        scene.happens(.changed(.waiting()))
        scene.showsAll()
        scene.passes(.milliseconds(500))
        scene.press(press)
        #expect(scene.decisions.isEmpty)
        #expect(scene.notices.first?.lines.first?.contains("too soon") == true)
        #expect(scene.notices.first?.buttons.map(\.press) == [.allow, .deny], "the same is asked again")
        // It was shown anew, and so the time begins anew.
        scene.showsAll()
        scene.passes(.milliseconds(500))
        scene.press(press)
        #expect(scene.decisions.isEmpty)
    }

    @Test("is armed anew when other buttons come, and not when only the time has changed")
    func arming() {
        var scene = Scene.asking()
        scene.passes(.seconds(10))
        scene.showsAll()
        scene.press(.allow)
        #expect(scene.decisions == [.allow])
        scene.showsAll()
        scene.happens(.decided(.waiting().then(.allowed)))
        scene.showsAll()
        scene.press(.number("12"))
        #expect(scene.decisions.isEmpty, "a double click picks no number")
    }

    @Test("counts also while the time is being brought up to date, whose late answer is taken away")
    func inFlight() {
        var scene = Scene.asking()
        scene.passes(.seconds(10))
        let ticket = scene.ticket
        scene.press(.allow)
        #expect(scene.decisions == [.allow])
        scene.happens(.shown(number: scene.number, exchange: "11111111-aaaa", ticket: ticket))
        #expect(scene.effects.contains(.withdraw(number: scene.number)))
    }

    @Test("is only what is asked for now: neither an old button nor another's number counts")
    func stale() {
        var scene = Scene.asking()
        scene.happens(.pressed(number: 77, word: "allow"))
        #expect(scene.decisions.isEmpty)
        scene.happens(.changed(.waiting().then(.allowed)))
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.press(.allow)
        #expect(scene.decisions.isEmpty)
        scene.press(.number("13"))
        #expect(scene.decisions.isEmpty)
    }

    @Test("that the daemon declines is told with its reason, and can be given again")
    func declined() {
        var scene = Scene.asking()
        scene.press(.allow)
        scene.showsAll()
        scene.happens(
            .undecided(.declined(Problem(.unreachable, "the server is not reachable")), exchange: "11111111-aaaa"))
        #expect(scene.notices.first?.lines.first == "The server is not reachable")
        #expect(scene.notices.first?.buttons.map(\.press) == [.allow, .deny])
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.press(.allow)
        #expect(scene.decisions == [.allow])
    }

    @Test("closes nothing by itself: time, locks, services and the daemon decide nothing")
    func nothingByItself() {
        var scene = Scene.asking()
        var decisions: [Decision] = []
        let id = "11111111-aaaa"
        let happenings: [Desk.Event] = [
            .time, .locked(true), .locked(false), .serviceWent, .serviceCame(.dunst, earlier: [3]),
            .closed(number: scene.number, byPerson: true), .closed(number: scene.number, byPerson: false),
            .open([.waiting()]), .changed(.waiting().then(.allowed)), .picked(.number("12"), exchange: id),
            .picked(.closed, exchange: id), .notShown(exchange: id, ticket: 3), .open([]), .forgotten(exchange: id),
        ]
        for happening in happenings {
            scene.happens(happening)
            decisions += scene.decisions
            scene.showsAll()
            scene.passes(.seconds(60))
            decisions += scene.decisions
        }
        #expect(decisions.isEmpty)
    }
}
