import LocalAPIModel
import Testing

@testable import PromptModel
@testable import SignInModel

@Suite("The notification")
struct ScreenTests {
    private let id = "11111111-aaaa"

    @Test("says who asks, from where, on which device, for whom, for how long, and what an answer does")
    func words() {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        scenario.happens(.changed(.waiting()))
        #expect(
            scenario.contents == [
                NotificationContent(
                    summary: "Sign in to Payroll?",
                    lines: [
                        "“Please confirm”", "From: Berlin, Germany · 203.0.113.7", "With: Firefox on Linux",
                        "Account: anna at Acme", "5:00 left",
                        "Allow: then pick the number that the web page shows. Deny: nobody is signed in.",
                    ],
                    buttons: [.init(.allow, "Allow"), .init(.deny, "Deny")])
            ])
    }

    @Test("is not shown before the server has confirmed the push")
    func received() {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        scenario.happens(.changed(.waiting(id, .received)))
        #expect(scenario.contents.isEmpty)
        scenario.happens(.changed(.waiting()))
        #expect(scenario.contents.count == 1)
    }

    @Test("counts down in steps, and does not change between them")
    func countdown() {
        var scenario = PromptScenario.asking()
        scenario.passes(.milliseconds(0))
        #expect(scenario.pause == .milliseconds(9_050))
        scenario.passes(.seconds(3))
        #expect(scenario.contents.isEmpty)
        #expect(scenario.pause == .milliseconds(6_050))
        scenario.passes(.seconds(7))
        #expect(scenario.contents.first?.lines.contains("4:40 left") == true)
        #expect(
            scenario.effects.contains { if case .show(_, id, scenario.notification, _) = $0 { true } else { false } })
    }

    @Test(
        "counts in larger steps if more time is left",
        arguments: [
            (3_599.0, 3_540.0, 59), (299, 290, 9), (42, 40, 2),
        ])
    func steps(left: Double, shown: Double, change: Int64) {
        let step = Countdown.step(expiry: 10_000, now: 10_000 - left)
        #expect(step.shown == 10_000 - shown)
        #expect(step.change == .milliseconds(change * 1_000 + 50))
        #expect(Countdown.step(expiry: 10_000, now: 10_001).change == nil)
    }

    @Test("does not change while nothing is open")
    func rest() {
        var scenario = PromptScenario.asking()
        scenario.happens(.changed(.waiting().then(.authenticated, by: .remote)))
        scenario.showsAll()
        #expect(scenario.pause == nil)
        #expect(scenario.machine.prompts.isEmpty)
    }

    @Test(
        "shows the end of the sign-in immediately, wherever the answer came from",
        arguments: [
            (ExchangeState.authenticated, EndedBy.remote, "Signed in to Payroll"),
            (.denied, .remote, "Denied: sign-in to Payroll"), (.cancelled, .remote, "Called off: sign-in to Payroll"),
            (.expired, .clock, "Expired: sign-in to Payroll"),
        ])
    func ends(state: ExchangeState, endedBy: EndedBy, title: String) {
        var scenario = PromptScenario.asking()
        let number = scenario.notification
        scenario.happens(.changed(.waiting().then(state, by: endedBy)))
        #expect(scenario.contents.first?.summary == title)
        #expect(scenario.contents.first?.buttons == [])
        #expect(
            scenario.effects.contains { if case .show(_, id, number, _) = $0 { true } else { false } }, "in its place")
    }

    @Test("can be in German")
    func german() {
        var scenario = PromptScenario(german: true)
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        scenario.happens(.changed(.waiting()))
        #expect(scenario.contents.first?.summary == "Anmelden bei Payroll?")
        #expect(scenario.contents.first?.buttons.map(\.label) == ["Erlauben", "Ablehnen"])
    }

    @Test("is a separate one for each of two sign-ins")
    func two() {
        var scenario = PromptScenario.asking()
        let first = scenario.notification
        scenario.happens(.changed(.waiting("22222222-bbbb")))
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.happens(.actionInvoked(first, key: "allow"))
        #expect(scenario.effects.contains(.decide(.allow, signIn: id)))
    }

    @Test(
        "offers as many buttons as the service has room for",
        arguments: [
            (NotificationService.xfce, ["12", "55", "07", "90", "Deny"]), (.gnome, ["Give the number", "Deny"]),
            (.dunst, ["Give the number", "Deny"]), (.bare, []),
        ])
    func buttons(service: NotificationService, labels: [String]) {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(service, leftovers: []))
        scenario.happens(.changed(.waiting(id, .allowed)))
        #expect(scenario.contents.first?.buttons.map(\.label) == labels)
        #expect(scenario.contents.first?.lines.contains { $0.contains("smartpush watch") } == (service == .bare))
    }

    @Test("shortens a long name, and escapes markup")
    func longWords() {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(.xfce, leftovers: []))
        var signIn = SignIn.waiting()
        signIn.application = String(repeating: "<b>long</b>", count: 40)
        signIn.message = String(repeating: "m", count: 4_000)
        scenario.happens(.changed(signIn))
        let content = scenario.contents[0]
        #expect(content.summary.count <= 60)
        #expect(content.lines.joined().count < 500)
        #expect(NotificationService.xfce.body(["<b>&"]) == "&lt;b&gt;&amp;")
        #expect(NotificationService.bare.body(["<b>&"]) == "<b>&")
    }
}
