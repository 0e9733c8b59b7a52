import LocalAPIModel
import Messages

// What a person does, and what comes of it.

extension Desk {
    /// The reason that is sent with "Not me".
    static let notMe = "not me"

    // MARK: On the screen

    mutating func shown(_ number: UInt32, _ id: String, _ ticket: Int, _ now: Instant) {
        guard var prompt = prompts[id], case .sent(let notice, ticket, _) = prompt.screen else {
            // It has been answered or forgotten meanwhile.
            effects.append(.withdraw(number: number))
            return
        }
        guard notice.waits else {
            // The end has been told; the service takes it away by itself.
            prompts[id] = nil
            return
        }
        prompt.screen = .shown(notice, number: number)
        if notice.buttons != prompt.buttonsInSight {
            prompt.buttonsInSight = notice.buttons
            prompt.inSightSince = now.steady
        }
        prompts[id] = prompt
    }

    /// A person's closing answers nothing: it comes back once, should it have been an accident.
    mutating func closed(_ number: UInt32, _ byPerson: Bool, _ now: Instant) {
        guard let id = exchange(of: number), let prompt = prompts[id] else { return }
        guard byPerson else { return closedByService(id, now) }
        if isTooSoon(prompt, now) {
            prompts[id]?.remark = .tooSoon
            prompts[id]?.leaveScreen()
        } else {
            let isFirst = prompt.closings == 0
            prompts[id]?.closings += 1
            prompts[id]?.leaveScreen(until: .away(until: isFirst ? now.steady + Pause.reminder : nil))
        }
    }

    mutating func notShown(_ id: String, _ ticket: Int, _ now: Instant) {
        guard case .sent(_, ticket, _) = prompts[id]?.screen else { return }
        closedByService(id, now)
    }

    mutating func closedByService(_ id: String, _ now: Instant) {
        guard let closings = prompts[id]?.closings else { return }
        prompts[id]?.closings += 1
        let pause = Pause.growing(Pause.closedByService, closings)
        prompts[id]?.leaveScreen(until: .away(until: now.steady + pause))
    }

    /// Whoever comes back to the screen sees all that waits.
    mutating func locked(_ isLocked: Bool) {
        self.isLocked = isLocked
        guard !isLocked else { return }
        for (id, prompt) in prompts {
            guard case .away = prompt.screen else { continue }
            prompts[id]?.leaveScreen()
            prompts[id]?.closings = 0
        }
    }

    // MARK: Answers

    mutating func pressed(_ number: UInt32, _ word: String, _ now: Instant) {
        guard let id = exchange(of: number), let prompt = prompts[id],
            let button = prompt.buttonsInSight.first(where: { $0.press.word == word })
        else { return }
        // Most services take it away with the press, and some don't.
        effects.append(.withdraw(number: number))
        prompts[id]?.leaveScreen()
        guard !isLocked else { return }
        guard !isTooSoon(prompt, now) else {
            prompts[id]?.remark = .tooSoon
            return
        }
        prompts[id]?.remark = nil
        prompts[id]?.closings = 0
        act(button.press, id, now)
    }

    private mutating func act(_ press: Press, _ id: String, _ now: Instant) {
        switch press {
        case .allow:
            prompts[id]?.asksNext = true
            decide(.allow, id)
        case .deny: prompts[id]?.step = .denying
        case .notMe: decide(.deny(reason: Self.notMe), id)
        case .wasMe: decide(.deny(reason: nil), id)
        case .back: prompts[id]?.step = .none
        case .number(let number): decide(.verify(number: number), id)
        case .ask: ask(id, now)
        }
    }

    mutating func picked(_ end: DialogEnd, _ id: String, _ now: Instant) {
        guard let prompt = prompts[id], let since = prompt.dialogSince else { return }
        prompts[id]?.dialogSince = nil
        switch end {
        case .missing: prompts[id]?.remark = .noDialog
        case .closed: break
        case .number where now.steady - since < Pause.dialogArming: prompts[id]?.remark = .tooSoon
        case .number(let number) where prompt.face?.isChoosing == true && !isLocked:
            decide(.verify(number: number), id)
        case .number: break
        }
    }

    private mutating func decide(_ decision: Decision, _ id: String) {
        prompts[id]?.step = .sending(decision)
        prompts[id]?.remark = nil
        effects.append(.decide(decision, exchange: id))
    }

    mutating func decided(_ exchange: ExchangeDocument) {
        prompts[exchange.id]?.step = .none
        prompts[exchange.id]?.take(exchange)
    }

    mutating func undecided(_ failure: DecisionFailure, _ id: String) {
        if case .declined(let problem) = failure, problem.code == .notFound { return forget(id) }
        prompts[id]?.step = .none
        prompts[id]?.asksNext = false
        prompts[id]?.remark = .failed(failure)
    }

    // MARK: The number's dialog

    /// Asks for the number as soon as it is known that there is one, where the notification has no room for it.
    mutating func askNext(_ id: String, _ service: NotificationService, _ now: Instant) {
        prompts[id]?.asksNext = false
        guard let choices = prompts[id]?.exchange.choices, service.hasRoom(for: choices) else { return ask(id, now) }
    }

    private mutating func ask(_ id: String, _ now: Instant) {
        guard let prompt = prompts[id], prompt.dialogSince == nil, prompt.face?.isChoosing == true else { return }
        prompts[id]?.dialogSince = now.steady
        effects.append(.ask(View.question(prompt.exchange, language), exchange: id))
    }

    private func isTooSoon(_ prompt: Prompt, _ now: Instant) -> Bool {
        !prompt.buttonsInSight.isEmpty && now.steady - prompt.inSightSince < Pause.arming
    }

    private func exchange(of number: UInt32) -> String? {
        prompts.first { $0.value.number == number }?.key
    }
}

extension NotificationService {
    /// Whether the numbers can be buttons, beside the one that denies.
    func hasRoom(for choices: [String]) -> Bool {
        guard case .drawn(let most) = buttons else { return false }
        return !choices.isEmpty && choices.count + 1 <= most
    }
}
