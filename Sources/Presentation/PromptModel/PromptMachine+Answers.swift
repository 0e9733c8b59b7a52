import LocalAPIModel
import Messages
import SignInModel

// The user's answers and their results.

extension PromptMachine {
    mutating func actionInvoked(_ notification: NotificationID, _ key: String, _ now: Instant) {
        guard let id = signIn(shownIn: notification), let prompt = prompts[id],
            let button = prompt.visibleButtons.first(where: { $0.action.key == key })
        else { return }
        // Most services close the notification when a button is pressed, but some don't.
        effects.append(.close(notification))
        prompts[id]?.hide()
        guard !isLocked else { return }
        guard !prompt.isTooSoon(now) else {
            prompts[id]?.remark = .tooSoon
            return
        }
        prompts[id]?.remark = nil
        prompts[id]?.closings = 0
        perform(button.action, id, now)
    }

    private mutating func perform(_ action: NotificationAction, _ id: String, _ now: Instant) {
        switch action {
        case .allow:
            prompts[id]?.asksNext = true
            decide(.allow, id)
        case .deny: prompts[id]?.step = .denying
        case .notMe: decide(.deny(reason: SignIn.notMe), id)
        case .wasMe: decide(.deny(reason: nil), id)
        case .back: prompts[id]?.step = .none
        case .number(let number): decide(.verify(number: number), id)
        case .askNumber: openDialog(id, now)
        }
    }

    private mutating func decide(_ decision: Decision, _ id: String) {
        prompts[id]?.step = .sending(decision)
        prompts[id]?.remark = nil
        effects.append(.decide(decision, signIn: id))
    }

    mutating func decided(_ signIn: SignIn) {
        prompts[signIn.id]?.step = .none
        prompts[signIn.id]?.update(signIn)
    }

    mutating func decisionFailed(_ failure: DecisionFailure, _ id: String) {
        if case .declined(let problem) = failure, problem.code == .notFound { return forget(id) }
        prompts[id]?.step = .none
        prompts[id]?.asksNext = false
        prompts[id]?.remark = failure.remark
    }

    // MARK: The number's dialog

    /// Opens the dialog as soon as the numbers are known, unless the notification has room for them.
    mutating func askNext(_ id: String, _ service: NotificationService, _ now: Instant) {
        prompts[id]?.asksNext = false
        guard let choices = prompts[id]?.signIn.choices, service.hasRoom(for: choices) else {
            return openDialog(id, now)
        }
    }

    private mutating func openDialog(_ id: String, _ now: Instant) {
        guard let prompt = prompts[id], prompt.dialogSince == nil, prompt.phase?.isChoosing == true else { return }
        prompts[id]?.dialogSince = now.steady
        effects.append(.openDialog(NumberQuestion(prompt.signIn, in: language), signIn: id))
    }

    mutating func dialogEnded(_ result: DialogResult, _ id: String, _ now: Instant) {
        guard let prompt = prompts[id], let since = prompt.dialogSince else { return }
        prompts[id]?.dialogSince = nil
        switch result {
        case .unavailable: prompts[id]?.remark = .noDialog
        case .closed: break
        case .number where now.steady - since < Timing.dialogArming: prompts[id]?.remark = .tooSoon
        case .number(let number) where prompt.phase?.isChoosing == true && !isLocked:
            decide(.verify(number: number), id)
        case .number: break
        }
    }

    func signIn(shownIn notification: NotificationID) -> String? {
        prompts.first { $0.value.notification == notification }?.key
    }
}
