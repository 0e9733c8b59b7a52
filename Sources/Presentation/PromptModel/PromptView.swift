import LocalAPIModel
import Messages
import SignInModel

/// What the notification of a sign-in shows at one moment.
struct PromptView {
    let content: NotificationContent
    /// The time after which the countdown changes; `nil` if it shows none.
    let change: Duration?

    init(_ prompt: SignInPrompt, service: NotificationService, isLocked: Bool, in language: Language, now: Double) {
        guard !isLocked else {
            content = .locked(in: language)
            change = nil
            return
        }
        let expiry = DisplayTime.seconds(prompt.signIn.expiresAt) ?? now
        let countdown = Countdown.step(expiry: expiry, now: now)
        let phase = prompt.phase ?? .asking
        let steps = PromptSteps(prompt.signIn, in: language, now: countdown.shown)
        var content = steps.content(phase, prompt, service)
        if let remark = prompt.remark, phase != .ended {
            content.lines.insert(language(.prompt(.remark(remark))), at: 0)
        }
        if service.buttons == .missing { content.removeButtons(language) }
        self.content = content
        change = phase.countsDown ? countdown.change : nil
    }
}

extension NotificationContent {
    /// Without any detail, because anyone can see a locked screen.
    fileprivate static func locked(in language: Language) -> NotificationContent {
        NotificationContent(
            summary: language(.prompt(.signInWaits)), lines: [language(.prompt(.unlockToSeeIt))])
    }

    fileprivate mutating func removeButtons(_ language: Language) {
        guard !buttons.isEmpty else { return }
        buttons = []
        lines.append(language(.prompt(.answerInTerminal)))
    }
}
