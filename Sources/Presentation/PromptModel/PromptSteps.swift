import LocalAPIModel
import Messages
import SignInModel

/// The notification's text at each step of a sign-in: who asks, from where, and what an answer does.
struct PromptSteps {
    let signIn: SignIn
    let language: Language
    /// The time that the countdown is computed for, in seconds since 1970.
    let now: Double

    init(_ signIn: SignIn, in language: Language, now: Double) {
        self.signIn = signIn
        self.language = language
        self.now = now
    }

    func say(_ message: PromptMessage) -> String { language(.prompt(message)) }

    private var text: SignInText { signIn.text(in: language) }
    var application: String { signIn.application.shortened(to: 40) }
    private var timeLeft: String { text.timeLeft(now: now) }

    func content(
        _ phase: SignInPrompt.Phase, _ prompt: SignInPrompt, _ service: NotificationService
    ) -> NotificationContent {
        switch phase {
        case .asking: asking(service.buttons)
        case .denying: denying()
        case .sending: sending(prompt.step)
        case .choosing(let choices): choosing(choices, service, hasDialog: prompt.dialogSince != nil)
        case .ended: ended()
        }
    }

    private func button(_ action: NotificationAction, _ label: PromptButton) -> NotificationContent.Button {
        .init(action, say(.button(label)))
    }

    // MARK: The first question

    private func asking(_ buttons: NotificationService.Buttons) -> NotificationContent {
        let message = signIn.message.shortened(to: 100)
        var lines = message.isEmpty ? [] : [say(.quotation(message))]
        lines += origin + [timeLeft, say(.whatAnswersDo)].filter { !$0.isEmpty }
        if buttons == .inMenu { lines.append(say(.openMenu)) }
        return NotificationContent(
            summary: say(.question(application: application)), lines: lines,
            buttons: [button(.allow, .allow), button(.deny, .deny)])
    }

    private var origin: [String] {
        // The whole address contains the place.
        let place = signIn.address.isEmpty ? signIn.place : signIn.address
        let from = [place, place == signIn.ip ? "" : signIn.ip].filter { !$0.isEmpty }
            .map { $0.shortened(to: 60) }.joined(separator: " · ")
        let known = [
            (from, PromptMessage.origin), (text.device, PromptMessage.device),
            (text.account.cutInside(to: 80), PromptMessage.account),
        ]
        return known.filter { !$0.0.isEmpty }.map { say($0.1($0.0.shortened(to: 120))) }
    }

    // MARK: The steps after it

    private func denying() -> NotificationContent {
        NotificationContent(
            summary: say(.wasItYou),
            lines: [
                say(.whoStartedIt(application: application)), say(.whatNotMeDoes), say(.whatWasMeDoes), timeLeft,
            ],
            buttons: [button(.notMe, .notMe), button(.wasMe, .wasMe), button(.back, .back)])
    }

    private func choosing(
        _ choices: [String], _ service: NotificationService, hasDialog: Bool
    ) -> NotificationContent {
        var lines = [say(.pickNumber(application: application))]
        if hasDialog { lines.append(say(.windowAsks)) }
        if !hasDialog, service.buttons == .inMenu { lines.append(say(.openMenu)) }
        let numbers = choices.map {
            NotificationContent.Button(.number($0), SafeText.line($0).shortened(to: 12))
        }
        let askNumber = hasDialog ? [] : [button(.askNumber, .giveNumber)]
        return NotificationContent(
            summary: say(.whichNumber), lines: lines + [timeLeft],
            buttons: (service.hasRoom(for: choices) ? numbers : askNumber) + [button(.deny, .deny)])
    }

    private func sending(_ step: SignInPrompt.Step) -> NotificationContent {
        let sent =
            if case .sending(let decision) = step { SignInStep(name: decision.word) } else { signIn.operation?.step }
        return NotificationContent(
            summary: say(.signIn(application: application)), lines: [say(.sending(sent ?? .other("")))])
    }
}

extension NumberQuestion {
    init(_ signIn: SignIn, in language: Language) {
        func say(_ message: PromptMessage) -> String { language(.prompt(message)) }
        let application = signIn.application.shortened(to: 40)
        let choices = Self.plainChoices(of: signIn)
        let text = [
            say(choices.isEmpty ? .dialogTypeNumber : .dialogPickNumber), application, signIn.place.shortened(to: 60),
            signIn.text(in: language).device.shortened(to: 60),
        ]
        self.init(
            title: say(.dialogTitle(application: application)),
            text: text.filter { !$0.isEmpty }.joined(separator: "\n"), choices: choices,
            accept: say(.button(.signIn)), cancel: say(.button(.notNow)))
    }

    /// The choices, or none if a dialog program could misinterpret one of them.
    private static func plainChoices(of signIn: SignIn) -> [String] {
        let choices = signIn.choices ?? []
        return choices.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } } ? choices : []
    }
}

extension String {
    /// At most `most` characters. An attacker who starts a sign-in chooses some of its words; long ones must not push
    /// the rest off the screen.
    func shortened(to most: Int) -> String {
        count > most ? prefix(most - 1) + "…" : self
    }

    /// At most `most` characters, with an ellipsis in the middle: both ends of an account's name tell accounts apart.
    func cutInside(to most: Int) -> String {
        count > most ? prefix(most / 2) + "…" + suffix((most - 1) / 2) : self
    }
}
