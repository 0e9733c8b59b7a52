import LocalAPIClient
import LocalAPIModel
import Messages
import SignInModel
import Testing
import TextLayout

@testable import WatchModel

@Suite struct WatchModelTests {
    private func bench(_ signIns: SignIn..., language: Language = .english) -> WatchBench {
        var bench = WatchBench(language)
        bench.take(.listed(open: signIns, ended: []))
        bench.pause()
        return bench
    }

    @Test("a allows, and digits and Enter give the number")
    func allow() {
        var bench = bench(WatchBench.signIn("x"))
        #expect(bench.press("a") == [.decide(.allow, on: "x")])
        bench.take(
            .decided(
                "x",
                .success(WatchBench.signIn("x", .allowed, updated: 1))))
        bench.pause()
        #expect(bench.press("56⌫5") == [])
        #expect(bench.press("⏎") == [.decide(.verify(number: "55"), on: "x")])
    }

    @Test("d asks whether it was the user, and then denies")
    func deny() {
        var bench = bench(WatchBench.signIn("x"))
        #expect(bench.press("d") == [])
        #expect(bench.model.isDenying)
        #expect(bench.press("n") == [.decide(.deny(reason: "not me"), on: "x")])
    }

    @Test(arguments: [(Language.english, "y"), (.german, "j")])
    func deniesWithoutAReasonWhatWasTheUsers(language: Language, yes: String) {
        var bench = bench(WatchBench.signIn("x", .allowed), language: language)
        #expect(bench.press("d" + yes) == [.decide(.deny(reason: nil), on: "x")])
    }

    @Test("no other key answers", arguments: [ExchangeState.received, .acknowledged, .allowed])
    func others(state: ExchangeState) {
        var bench = bench(WatchBench.signIn("x", state))
        #expect(bench.press("⏎⎋⌫↑↓bcefghijklmnoprstuvwxyz") == [])
        #expect(bench.press("⏎") == [])
        #expect(bench.model.selected == "x")
        bench.press("d")
        #expect(bench.press("⏎a1⏎⌫") == [])
        bench.press("⎋")
        #expect(!bench.model.isDenying)
    }

    @Test("a sign-in that is not acknowledged can't be answered yet")
    func tooEarly() {
        var bench = bench(WatchBench.signIn("x", .received))
        #expect(bench.press("a") == [])
        #expect(bench.model.notice != nil)
        #expect(bench.press("dn") == [])
    }

    @Test("a key does not answer a sign-in that has just appeared")
    func arming() {
        var bench = WatchBench()
        bench.take(.listed(open: [WatchBench.signIn("x")], ended: []))
        bench.pause(0.69)
        #expect(bench.press("adn") == [])
        #expect(bench.model.notice?.text == nil || !bench.model.isDenying)
        bench.pause(0.02)
        #expect(bench.press("a") == [.decide(.allow, on: "x")])
    }

    @Test("a key that was meant for the previous sign-in does not answer the next")
    func armingAgain() {
        var bench = bench(WatchBench.signIn("x"), WatchBench.signIn("yy"))
        #expect(bench.model.selected == "x")
        bench.press("d")
        bench.take(.changed(WatchBench.signIn("x", .cancelled, updated: 1)))
        #expect(bench.model.selected == "yy")
        #expect(!bench.model.isDenying)
        #expect(bench.press("na⏎") == [])
        bench.pause()
        #expect(bench.press("a") == [.decide(.allow, on: "yy")])
    }

    @Test("a key does not answer while the screen is hidden, too small or stale")
    func armingAfterAnAbsence() {
        var bench = bench(WatchBench.signIn("x"))
        bench.take(.resumed)
        #expect(bench.press("a") == [])
        bench.pause()
        bench.take(.resized(ScreenSize(columns: 39, rows: 24)))
        bench.pause()
        #expect(bench.press("a") == [])
        bench.take(.resized(ScreenSize(columns: 80, rows: 24)))
        #expect(bench.press("a") == [])
        bench.pause()
        bench.take(.disconnected)
        bench.pause()
        #expect(bench.press("ad") == [])
        bench.take(.listed(open: [WatchBench.signIn("x")], ended: []))
        #expect(bench.press("a") == [])
        bench.pause()
        #expect(bench.press("a") == [.decide(.allow, on: "x")])
    }

    @Test("a new sign-in changes neither the selection nor the typed number, and rings the bell")
    func newcomer() {
        var bench = bench(WatchBench.signIn("x", .allowed))
        bench.press("5")
        #expect(bench.take(.changed(WatchBench.signIn("yy", .received))) == [])
        #expect(bench.take(.changed(WatchBench.signIn("yy", updated: 1))) == [.ring])
        #expect(bench.take(.changed(WatchBench.signIn("yy", updated: 2))) == [])
        #expect(bench.model.selected == "x")
        #expect(bench.press("5⏎") == [.decide(.verify(number: "55"), on: "x")])
    }

    @Test("arrows select and wrap around, and keys answer the selected sign-in")
    func choose() {
        var bench = bench(WatchBench.signIn("x"), WatchBench.signIn("yy"), WatchBench.signIn("zzz"))
        bench.press("↓↓")
        #expect(bench.model.selected == "zzz")
        bench.press("↓↑↑")
        #expect(bench.model.selected == "yy")
        bench.pause()
        #expect(bench.press("a") == [.decide(.allow, on: "yy")])
    }

    @Test("a number that is not among the choices is not sent")
    func wrongNumber() {
        var bench = bench(WatchBench.signIn("x", .allowed))
        #expect(bench.press("99⏎") == [])
        #expect(bench.model.notice?.text == "99 is not one of the numbers; nothing was sent")
        #expect(bench.model.typed == "")
    }

    @Test("a decision is sent once, however often its key is pressed")
    func once() {
        var bench = bench(WatchBench.signIn("x"))
        #expect(bench.press("aaad") == [.decide(.allow, on: "x")])
        var underWay = WatchBench.document("x", updated: 1)
        underWay.operation = OperationDocument(name: "allow", attempt: 1, since: "")
        bench.take(.decided("x", .success(SignIn(underWay))))
        bench.pause()
        #expect(bench.press("ad") == [])
    }

    @Test("a failed decision is reported and can be repeated")
    func failure() {
        var bench = bench(WatchBench.signIn("x"))
        bench.press("a")
        bench.take(.decided("x", .failure(.problem(Problem(.unavailable, "The disk is full.")))))
        #expect(bench.model.notice?.text == "the disk is full")
        #expect(bench.press("a") == [.decide(.allow, on: "x")])
    }

    @Test("the answer to a decision does not undo a later event")
    func order() {
        var bench = bench(WatchBench.signIn("x"))
        bench.press("a")
        bench.take(.changed(WatchBench.signIn("x", .authenticated, updated: 5)))
        bench.take(
            .decided(
                "x",
                .success(WatchBench.signIn("x", .allowed, updated: 1))))
        #expect(bench.model.open.isEmpty)
        #expect(bench.model.ended.map(\.state) == [.authenticated])
        #expect(bench.model.notice?.text == "Shop: signed in")
    }

    @Test("q always quits")
    func quit() {
        var bench = bench(WatchBench.signIn("x"))
        bench.press("d")
        #expect(bench.press("q") == [.quit])
        bench.take(.disconnected)
        #expect(bench.press("q") == [.quit])
    }

    @Test("the screen changes without an event only while a sign-in is open")
    func ticks() {
        var bench = WatchBench()
        #expect(bench.model.nextTick() == nil)
        bench.take(.listed(open: [WatchBench.signIn("x")], ended: []))
        #expect(bench.model.nextTick() == WatchModel.armingDelay)
        bench.pause()
        bench.take(.tick)
        #expect(bench.model.nextTick() == 0.75)
    }
}
