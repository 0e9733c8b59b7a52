import LocalAPIModel
import Messages

/// What the notification of a sign-in says.
struct View {
    let notice: Notice
    /// After how long it will say something else: what is left has changed.
    let change: Duration?

    init(
        _ prompt: Prompt, service: NotificationService, isLocked: Bool, language say: Language, now: Double
    ) {
        guard !isLocked else {
            notice = Self.locked(say)
            change = nil
            return
        }
        let expiry = Moment.seconds(prompt.exchange.expiresAt) ?? now
        let countdown = Countdown.step(expiry: expiry, now: now)
        let words = SignInWords(SignInText(prompt.exchange, in: say), now: countdown.shown)
        let face = prompt.face ?? .asking
        var notice =
            switch face {
            case .asking: words.asking(service.buttons)
            case .denying: words.denying()
            case .underWay: words.underWay(prompt.step)
            case .choosing(let choices):
                words.choosing(choices, service, hasDialog: prompt.dialogSince != nil)
            case .ended: words.ended()
            }
        if let remark = prompt.remark, face != .ended {
            notice.lines.insert(words.remark(remark), at: 0)
        }
        if service.buttons == .missing { notice.withoutButtons(say) }
        self.notice = notice
        change = face.countsDown ? countdown.change : nil
    }

    /// No detail is shown to whoever passes a locked screen.
    private static func locked(_ say: Language) -> Notice {
        Notice(
            title: say("A sign-in waits", german: "Eine Anmeldung wartet"),
            lines: [say("Unlock the screen to see it.", german: "Entsperren Sie den Bildschirm, um sie zu sehen.")])
    }

    static func question(_ exchange: ExchangeDocument, _ language: Language) -> Question {
        SignInWords(SignInText(exchange, in: language), now: 0).question()
    }
}

extension Prompt.Face {
    fileprivate var countsDown: Bool {
        switch self {
        case .asking, .denying, .choosing: true
        case .underWay, .ended: false
        }
    }
}

extension Notice {
    fileprivate mutating func withoutButtons(_ say: Language) {
        guard !buttons.isEmpty else { return }
        buttons = []
        lines.append(
            say("Answer it in a terminal: smartpush watch", german: "Antworten Sie im Terminal: smartpush watch"))
    }
}
