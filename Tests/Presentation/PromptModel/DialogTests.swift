import LocalAPIClient
import LocalAPIModel
import Testing

@testable import PromptModel

@Suite("The dialog for the number")
struct DialogTests {
    @Test(
        "comes by itself after a press on allow, where the notification has no room",
        arguments: [
            NotificationService.gnome, .dunst,
        ])
    func comes(service: NotificationService) {
        var scene = Scene.asking(by: service)
        scene.press(.allow)
        scene.showsAll()
        scene.happens(.decided(.waiting().then(.allowed)))
        #expect(scene.questions.first?.choices == ExchangeDocument.numbers)
        scene.passes(.seconds(2))
        scene.happens(.picked(.number("55"), exchange: "11111111-aaaa"))
        #expect(scene.decisions == [.verify(number: "55")])
    }

    @Test("waits for a press where it was allowed elsewhere, so that no window comes out of nowhere")
    func elsewhere() {
        var scene = Scene.asking(by: .gnome)
        scene.happens(.changed(.waiting().then(.allowed)))
        #expect(scene.questions.isEmpty)
        #expect(scene.notices.first?.buttons.map(\.press) == [.ask, .deny])
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.press(.ask)
        #expect(scene.questions.count == 1)
    }

    @Test("is also for a number that has to be typed")
    func typed() {
        var scene = Scene.asking()
        var allowed = ExchangeDocument.waiting().then(.allowed)
        allowed.choices = nil
        scene.press(.allow)
        scene.showsAll()
        scene.happens(.decided(allowed))
        #expect(scene.questions.first?.choices == [])
    }

    @Test("has no choice that its program could take for an option: the number is typed then")
    func options() {
        var exchange = ExchangeDocument.waiting("11111111-aaaa", .allowed)
        exchange.choices = ["12", "--help"]
        var scene = Scene.asking(by: .dunst, exchange)
        scene.press(.ask)
        #expect(scene.questions.first?.choices == [])
    }

    @Test("answers nothing that comes too soon, or after it was closed")
    func tooSoon() {
        var scene = Scene.asking(by: .gnome, .waiting("11111111-aaaa", .allowed))
        scene.press(.ask)
        #expect(scene.questions.count == 1)
        scene.showsAll()
        scene.passes(.milliseconds(1_200))
        scene.happens(.picked(.number("55"), exchange: "11111111-aaaa"))
        #expect(scene.decisions.isEmpty)
        #expect(scene.notices.first?.lines.first?.contains("too soon") == true)
        scene.passes(.seconds(1))
        scene.happens(.picked(.number("55"), exchange: "11111111-aaaa"))
        #expect(scene.decisions.isEmpty)
    }

    @Test(
        "goes when the sign-in ends, and when the screen is locked",
        arguments: [
            Desk.Event.changed(.waiting().then(.cancelled, by: .remote)), .locked(true),
        ])
    func goes(event: Desk.Event) {
        var scene = Scene.asking(by: .gnome, .waiting("11111111-aaaa", .allowed))
        scene.press(.ask)
        scene.showsAll()
        scene.happens(event)
        #expect(scene.effects.contains(.endAsking(exchange: "11111111-aaaa")))
        scene.passes(.seconds(1))
        scene.happens(.picked(.number("55"), exchange: "11111111-aaaa"))
        #expect(scene.decisions.isEmpty)
    }

    @Test("waits for the unlocking, where the screen was locked after the press on allow")
    func lockedMeanwhile() {
        var scene = Scene.asking(by: .gnome)
        scene.press(.allow)
        scene.showsAll()
        scene.happens(.locked(true))
        scene.showsAll()
        scene.happens(.decided(.waiting().then(.allowed)))
        #expect(scene.questions.isEmpty)
        scene.happens(.locked(false))
        #expect(scene.questions.count == 1)
    }

    @Test("that no program can show is told of, and can be asked for again")
    func missing() {
        var scene = Scene.asking(by: .gnome, .waiting("11111111-aaaa", .allowed))
        scene.press(.ask)
        scene.showsAll()
        scene.happens(.picked(.missing, exchange: "11111111-aaaa"))
        #expect(scene.notices.first?.lines.first?.contains("smartpush watch") == true)
        #expect(scene.notices.first?.buttons.map(\.press) == [.ask, .deny])
    }
}

@Suite("A dialog's program")
struct DialogProgramTests {
    private let question = Question(
        title: "Sign in to A&B <x>", text: "Which?\nIt signs in: A&B", choices: ["12", "55"], accept: "Sign in",
        cancel: "Not now")

    @Test("gets the choices in the server's order, and none of them selected")
    func choices() {
        #expect(DialogProgram.zenity.call(question).arguments.suffix(3) == ["--", "12", "55"])
        #expect(DialogProgram.kdialog.call(question).arguments.suffix(6) == ["12", "12", "off", "55", "55", "off"])
        #expect(DialogProgram.pinentry.call(question).input.contains("SETDESC Which?%0AIt signs in: A B%0A12  55\n"))
    }

    @Test("asks for typing where there are no choices")
    func typing() {
        var question = question
        question.choices = []
        #expect(DialogProgram.zenity.call(question).arguments.first == "--entry")
        #expect(DialogProgram.kdialog.call(question).arguments.contains("--inputbox"))
    }

    @Test("gets no character of a server's that means something to it", arguments: DialogProgram.allCases)
    func plain(program: DialogProgram) {
        let call = program.call(question)
        #expect(!call.arguments.contains { $0.contains("&") || $0.contains("<") })
        #expect(!call.input.contains("&"))
    }

    @Test(
        "is understood: a number, none, or one that can't ask",
        arguments: [
            (DialogProgram.zenity, "55\n", true, Desk.DialogEnd.number("55")), (.zenity, "", true, .closed),
            (.zenity, "", false, .closed), (.kdialog, "55\n", true, .number("55")), (.kdialog, "", false, .closed),
            (.pinentry, "OK Pleased\nOK\nD 55\nOK\n", true, .number("55")),
            (.pinentry, "OK\nERR 83886179 Operation cancelled <Pinentry>\n", true, .closed),
            (.pinentry, "OK\nERR 83918950 Inappropriate ioctl for device <Pinentry>\n", true, .missing),
            (.pinentry, "", false, .missing), (.terminal, "", true, .closed), (.terminal, "", false, .missing),
        ])
    func ends(program: DialogProgram, output: String, succeeded: Bool, end: Desk.DialogEnd) {
        #expect(program.end(output: output, succeeded: succeeded) == end)
    }

    @Test("is named in a list; an unknown name is none")
    func list() {
        #expect(DialogProgram.list("kdialog, pinentry") == [.kdialog, .pinentry])
        #expect(DialogProgram.list("zenity,xdialog") == nil)
        #expect(DialogProgram.list("") == [])
    }
}
