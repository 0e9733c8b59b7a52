import LocalAPIClient
import LocalAPIModel
import Testing

@testable import PromptModel

@Suite("What is on the screen")
struct ScreenTests {
    private let id = "11111111-aaaa"

    @Test("tells who asks, from where, on what, for whom and for how long, and what an answer does")
    func words() {
        var scene = Scene()
        scene.happens(.serviceCame(.xfce, earlier: []))
        scene.happens(.changed(.waiting()))
        #expect(
            scene.notices == [
                Notice(
                    title: "Sign in to Payroll?",
                    lines: [
                        "“Please confirm”", "From: Berlin, Germany · 203.0.113.7", "With: Firefox on Linux",
                        "Account: anna at Acme", "5:00 left",
                        "Allow: then pick the number that the web page shows. Deny: nobody is signed in.",
                    ],
                    buttons: [.init(.allow, "Allow"), .init(.deny, "Deny")])
            ])
    }

    @Test("is nothing before the server has confirmed the push")
    func received() {
        var scene = Scene()
        scene.happens(.serviceCame(.xfce, earlier: []))
        scene.happens(.changed(.waiting(id, .received)))
        #expect(scene.notices.isEmpty)
        scene.happens(.changed(.waiting()))
        #expect(scene.notices.count == 1)
    }

    @Test("counts down in steps, and rests between them")
    func countdown() {
        var scene = Scene.asking()
        scene.passes(.milliseconds(0))
        #expect(scene.pause == .milliseconds(9_050))
        scene.passes(.seconds(3))
        #expect(scene.notices.isEmpty)
        #expect(scene.pause == .milliseconds(6_050))
        scene.passes(.seconds(7))
        #expect(scene.notices.first?.lines.contains("4:40 left") == true)
        #expect(scene.effects.contains { if case .show(_, id, scene.number, _) = $0 { true } else { false } })
    }

    @Test(
        "counts in larger steps the longer there is",
        arguments: [
            (3_599.0, 3_540.0, 59), (299, 290, 9), (42, 40, 2),
        ])
    func steps(left: Double, shown: Double, change: Int64) {
        let step = Countdown.step(expiry: 10_000, now: 10_000 - left)
        #expect(step.shown == 10_000 - shown)
        #expect(step.change == .milliseconds(change * 1_000 + 50))
        #expect(Countdown.step(expiry: 10_000, now: 10_001).change == nil)
    }

    @Test("is still while nothing is open")
    func rest() {
        var scene = Scene.asking()
        scene.happens(.changed(.waiting().then(.authenticated, by: .remote)))
        scene.showsAll()
        #expect(scene.pause == nil)
        #expect(scene.desk.prompts.isEmpty)
    }

    @Test(
        "becomes the end as soon as there is one, wherever the answer came from",
        arguments: [
            (ExchangeState.authenticated, EndedBy.remote, "Signed in to Payroll"),
            (.denied, .remote, "Denied: sign-in to Payroll"), (.cancelled, .remote, "Called off: sign-in to Payroll"),
            (.expired, .clock, "Expired: sign-in to Payroll"),
        ])
    func ends(state: ExchangeState, endedBy: EndedBy, title: String) {
        var scene = Scene.asking()
        let number = scene.number
        scene.happens(.changed(.waiting().then(state, by: endedBy)))
        #expect(scene.notices.first?.title == title)
        #expect(scene.notices.first?.buttons == [])
        #expect(scene.effects.contains { if case .show(_, id, number, _) = $0 { true } else { false } }, "in its place")
    }

    @Test("can be told in German")
    func german() {
        var scene = Scene(german: true)
        scene.happens(.serviceCame(.xfce, earlier: []))
        scene.happens(.changed(.waiting()))
        #expect(scene.notices.first?.title == "Anmelden bei Payroll?")
        #expect(scene.notices.first?.buttons.map(\.label) == ["Erlauben", "Ablehnen"])
    }

    @Test("is a notification each, for two sign-ins at once")
    func two() {
        var scene = Scene.asking()
        let first = scene.number
        scene.happens(.changed(.waiting("22222222-bbbb")))
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.happens(.pressed(number: first, word: "allow"))
        #expect(scene.effects.contains(.decide(.allow, exchange: id)))
    }

    @Test(
        "offers as many buttons as the service has room for",
        arguments: [
            (NotificationService.xfce, ["12", "55", "07", "90", "Deny"]), (.gnome, ["Give the number", "Deny"]),
            (.dunst, ["Give the number", "Deny"]), (.bare, []),
        ])
    func buttons(service: NotificationService, labels: [String]) {
        var scene = Scene()
        scene.happens(.serviceCame(service, earlier: []))
        scene.happens(.changed(.waiting(id, .allowed)))
        #expect(scene.notices.first?.buttons.map(\.label) == labels)
        #expect(scene.notices.first?.lines.contains { $0.contains("smartpush watch") } == (service == .bare))
    }

    @Test("has no more of a long name than there is room for, and nothing that is markup")
    func longWords() {
        var scene = Scene()
        scene.happens(.serviceCame(.xfce, earlier: []))
        var exchange = ExchangeDocument.waiting()
        exchange.clientName = String(repeating: "<b>long</b>", count: 40)
        exchange.message = String(repeating: "m", count: 4_000)
        scene.happens(.changed(exchange))
        let notice = scene.notices[0]
        #expect(notice.title.count <= 60)
        #expect(notice.lines.joined().count < 500)
        #expect(NotificationService.xfce.body(["<b>&"]) == "&lt;b&gt;&amp;")
        #expect(NotificationService.bare.body(["<b>&"]) == "<b>&")
    }
}
