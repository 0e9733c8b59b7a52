import LocalAPIModel
import Testing

@testable import PromptModel
@testable import SignInModel

@Suite("The dialog for the number")
struct DialogTests {
    @Test(
        "opens after a press on allow if the notification has no room for the numbers",
        arguments: [
            NotificationService.gnome, .dunst,
        ])
    func comes(service: NotificationService) {
        var scenario = PromptScenario.asking(by: service)
        scenario.press(.allow)
        scenario.showsAll()
        scenario.happens(.decided(.waiting().then(.allowed)))
        #expect(scenario.questions.first?.choices == SignIn.numbers)
        scenario.passes(.seconds(2))
        scenario.happens(.dialogEnded(.number("55"), signIn: "11111111-aaaa"))
        #expect(scenario.decisions == [.verify(number: "55")])
    }

    @Test("waits for a press if the sign-in was allowed elsewhere, so that no window opens unexpectedly")
    func elsewhere() {
        var scenario = PromptScenario.asking(by: .gnome)
        scenario.happens(.changed(.waiting().then(.allowed)))
        #expect(scenario.questions.isEmpty)
        #expect(scenario.contents.first?.buttons.map(\.action) == [.askNumber, .deny])
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.press(.askNumber)
        #expect(scenario.questions.count == 1)
    }

    @Test("can also ask for a number that has to be typed")
    func typed() {
        var scenario = PromptScenario.asking()
        var allowed = SignIn.waiting().then(.allowed)
        allowed.choices = nil
        scenario.press(.allow)
        scenario.showsAll()
        scenario.happens(.decided(allowed))
        #expect(scenario.questions.first?.choices == [])
    }

    @Test("has no choices if its program could read one as an option; the number is then typed")
    func options() {
        var signIn = SignIn.waiting("11111111-aaaa", .allowed)
        signIn.choices = ["12", "--help"]
        var scenario = PromptScenario.asking(by: .dunst, signIn)
        scenario.press(.askNumber)
        #expect(scenario.questions.first?.choices == [])
    }

    @Test("ignores an answer that comes too soon or after it was closed")
    func tooSoon() {
        var scenario = PromptScenario.asking(by: .gnome, .waiting("11111111-aaaa", .allowed))
        scenario.press(.askNumber)
        #expect(scenario.questions.count == 1)
        scenario.showsAll()
        scenario.passes(.milliseconds(1_200))
        scenario.happens(.dialogEnded(.number("55"), signIn: "11111111-aaaa"))
        #expect(scenario.decisions.isEmpty)
        #expect(scenario.contents.first?.lines.first?.contains("too soon") == true)
        scenario.passes(.seconds(1))
        scenario.happens(.dialogEnded(.number("55"), signIn: "11111111-aaaa"))
        #expect(scenario.decisions.isEmpty)
    }

    @Test(
        "closes when the sign-in ends, and when the screen is locked",
        arguments: [
            PromptMachine.Event.changed(.waiting().then(.cancelled, by: .remote)), .screenLocked(true),
        ])
    func goes(event: PromptMachine.Event) {
        var scenario = PromptScenario.asking(by: .gnome, .waiting("11111111-aaaa", .allowed))
        scenario.press(.askNumber)
        scenario.showsAll()
        scenario.happens(event)
        #expect(scenario.effects.contains(.closeDialog(signIn: "11111111-aaaa")))
        scenario.passes(.seconds(1))
        scenario.happens(.dialogEnded(.number("55"), signIn: "11111111-aaaa"))
        #expect(scenario.decisions.isEmpty)
    }

    @Test("waits until the screen is unlocked if it was locked after the press on allow")
    func lockedMeanwhile() {
        var scenario = PromptScenario.asking(by: .gnome)
        scenario.press(.allow)
        scenario.showsAll()
        scenario.happens(.screenLocked(true))
        scenario.showsAll()
        scenario.happens(.decided(.waiting().then(.allowed)))
        #expect(scenario.questions.isEmpty)
        scenario.happens(.screenLocked(false))
        #expect(scenario.questions.count == 1)
    }

    @Test("that no program can show is reported, and can be requested again")
    func missing() {
        var scenario = PromptScenario.asking(by: .gnome, .waiting("11111111-aaaa", .allowed))
        scenario.press(.askNumber)
        scenario.showsAll()
        scenario.happens(.dialogEnded(.unavailable, signIn: "11111111-aaaa"))
        #expect(scenario.contents.first?.lines.first?.contains("smartpush watch") == true)
        #expect(scenario.contents.first?.buttons.map(\.action) == [.askNumber, .deny])
    }
}

@Suite("A dialog program")
struct DialogProgramTests {
    private let question = NumberQuestion(
        title: "Sign in to A&B <x>", text: "Which?\nIt signs in: A&B", choices: ["12", "55"], accept: "Sign in",
        cancel: "Not now")

    @Test("gets the choices in the server's order, with none selected")
    func choices() {
        #expect(DialogProgram.zenity.call(question).arguments.suffix(3) == ["--", "12", "55"])
        #expect(DialogProgram.kdialog.call(question).arguments.suffix(6) == ["12", "12", "off", "55", "55", "off"])
        #expect(DialogProgram.pinentry.call(question).input.contains("SETDESC Which?%0AIt signs in: A B%0A12  55\n"))
    }

    @Test("asks the user to type if there are no choices")
    func typing() {
        var question = question
        question.choices = []
        #expect(DialogProgram.zenity.call(question).arguments.first == "--entry")
        #expect(DialogProgram.kdialog.call(question).arguments.contains("--inputbox"))
    }

    @Test("gets no special characters from a server", arguments: DialogProgram.allCases)
    func plain(program: DialogProgram) {
        let call = program.call(question)
        #expect(!call.arguments.contains { $0.contains("&") || $0.contains("<") })
        #expect(!call.input.contains("&"))
    }

    @Test(
        "reports a number, no number, or that it can't ask",
        arguments: [
            (DialogProgram.zenity, "55\n", true, DialogResult.number("55")), (.zenity, "", true, .closed),
            (.zenity, "", false, .closed), (.kdialog, "55\n", true, .number("55")), (.kdialog, "", false, .closed),
            (.pinentry, "OK Pleased\nOK\nD 55\nOK\n", true, .number("55")),
            (.pinentry, "OK\nERR 83886179 Operation cancelled <Pinentry>\n", true, .closed),
            (.pinentry, "OK\nERR 83918950 Inappropriate ioctl for device <Pinentry>\n", true, .unavailable),
            (.pinentry, "", false, .unavailable), (.terminal, "", true, .closed), (.terminal, "", false, .unavailable),
        ])
    func ends(program: DialogProgram, output: String, succeeded: Bool, end: DialogResult) {
        #expect(program.result(output: output, succeeded: succeeded) == end)
    }
}
