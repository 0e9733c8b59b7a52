import LocalAPIClient
import LocalAPIModel
import Testing

@testable import PromptModel

@Suite("A sign-in on the desk is not lost")
struct KeepingTests {
    private let id = "11111111-aaaa"

    @Test("while there is no notification service: it is looked for, ever less often, and then shown")
    func noService() {
        var scene = Scene()
        scene.happens(.changed(.waiting()))
        #expect(scene.effects.contains(.findService))
        scene.happens(.serviceWent)
        #expect(scene.effects.contains(.findService), "the first time at once")
        scene.happens(.serviceWent)
        #expect(scene.pause == .seconds(1))
        scene.passes(.seconds(1))
        #expect(scene.effects.contains(.findService))
        scene.happens(.serviceWent)
        #expect(scene.pause == .seconds(2))
        scene.happens(.serviceCame(.xfce, earlier: []))
        #expect(scene.notices.count == 1)
    }

    @Test("when the notification service is restarted, or replaced by another one")
    func newService() {
        var scene = Scene.asking()
        scene.happens(.serviceWent)
        #expect(scene.effects.contains(.findService))
        scene.happens(.serviceCame(.dunst, earlier: []))
        #expect(scene.effects.contains { if case .show(_, id, 0, _) = $0 { true } else { false } })
    }

    @Test("when the prompt is: what it showed before is taken away, and what is open is shown once")
    func restart() {
        var scene = Scene()
        scene.happens(.open([.waiting()]))
        scene.happens(.serviceCame(.xfce, earlier: [4, 9]))
        #expect(scene.effects.contains(.withdraw(number: 4)))
        #expect(scene.effects.contains(.withdraw(number: 9)))
        #expect(scene.notices.count == 1)
        scene.happens(.changed(.waiting()))
        scene.happens(.open([.waiting()]))
        #expect(scene.notices.isEmpty)
    }

    @Test("when the daemon was away: what ended meanwhile is asked for")
    func resync() {
        var scene = Scene.asking()
        scene.happens(.open([]))
        #expect(scene.effects.contains(.lookUp(exchange: id)))
        scene.happens(.changed(.waiting().then(.expired, by: .clock)))
        #expect(scene.notices.first?.title == "Expired: sign-in to Payroll")
    }

    @Test("and not set back by an event that is older than what is known")
    func order() {
        var scene = Scene.asking(.waiting().then(.allowed))
        scene.happens(.changed(.waiting()))
        #expect(scene.notices.isEmpty)
    }

    @Test("when it is closed without an answer: it comes back once, and a second time it stays away")
    func closed() {
        var scene = Scene.asking()
        scene.happens(.closed(number: scene.number, byPerson: true))
        #expect(scene.notices.isEmpty)
        #expect(scene.pause == .seconds(10))
        scene.passes(.seconds(10))
        #expect(scene.notices.count == 1)
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.happens(.closed(number: scene.number, byPerson: true))
        #expect(scene.pause == nil)
    }

    @Test("when it is closed by a click that was too soon: it comes back at once")
    func closedTooSoon() {
        var scene = Scene()
        scene.happens(.serviceCame(.xfce, earlier: []))
        scene.happens(.changed(.waiting()))
        scene.showsAll()
        scene.happens(.closed(number: scene.number, byPerson: true))
        #expect(scene.notices.first?.lines.first?.contains("too soon") == true)
    }

    @Test("when the service closes it, or does not take it: it comes back ever later", arguments: [true, false])
    func closedByService(isShown: Bool) {
        var scene = Scene.asking()
        if !isShown { scene.happens(.changed(.waiting().then(.allowed))) }
        for pause in [Duration.seconds(2), .seconds(4), .seconds(8)] {
            let ticket = scene.ticket
            scene.happens(
                isShown
                    ? .closed(number: scene.number, byPerson: false) : .notShown(exchange: id, ticket: ticket))
            #expect(scene.pause == pause)
            scene.passes(pause)
            #expect(scene.notices.count == 1)
            if isShown { scene.showsAll() }
        }
    }

    @Test("when the screen is locked: that it came is told, and nothing else; it is asked after the unlocking")
    func locked() {
        var scene = Scene.asking()
        scene.happens(.locked(true))
        let notice = scene.notices.first
        #expect(notice?.title == "A sign-in waits")
        #expect(notice?.buttons == [])
        #expect(notice?.lines.joined().contains("Payroll") == false)
        scene.showsAll()
        scene.passes(.seconds(5))
        #expect(scene.pause == nil, "nothing counts down there")
        scene.press(.allow)
        #expect(scene.decisions.isEmpty)
        scene.happens(.locked(false))
        #expect(scene.notices.first?.buttons.map(\.press) == [.allow, .deny])
        scene.showsAll()
        scene.press(.allow)
        #expect(scene.decisions.isEmpty, "the buttons have just come")
    }

    @Test("when it ends while the screen is locked: no word of it is shown")
    func lockedEnd() {
        var scene = Scene.asking()
        scene.happens(.locked(true))
        scene.showsAll()
        scene.happens(.changed(.waiting().then(.cancelled, by: .remote)))
        #expect(scene.notices.isEmpty)
        #expect(scene.effects.contains(.withdraw(number: scene.number)))
    }

    @Test("when it is forgotten while it is being shown: it is taken away as soon as its number is known")
    func forgotten() {
        var scene = Scene()
        scene.happens(.serviceCame(.xfce, earlier: []))
        scene.happens(.changed(.waiting()))
        let ticket = scene.ticket
        scene.happens(.forgotten(exchange: id))
        scene.happens(.shown(number: 8, exchange: id, ticket: ticket))
        #expect(scene.effects.contains(.withdraw(number: 8)))
    }
}
