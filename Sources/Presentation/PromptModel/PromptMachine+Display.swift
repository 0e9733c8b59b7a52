import Messages
import SignInModel

// What the screen shows.

extension PromptMachine {
    /// Brings the screen up to date, and sets the timer for the next change.
    mutating func updateDisplay(_ now: Instant) {
        var times: [Duration] = []
        for signIn in prompts.values.map(\.signIn).sorted(by: { $0.isBefore($1) }) {
            if let change = updateDisplay(of: signIn.id, now) { times.append(now.steady + change) }
            if case .hidden(.some(let time)) = prompts[signIn.id]?.display { times.append(time) }
        }
        if service == nil, prompts.values.contains(where: { $0.phase != nil }) {
            if search.isDue(now) { effects.append(.findService) }
            if let next = search.next { times.append(next) }
        }
        effects.append(.setTimer(after: times.min().map { max($0 - now.steady, .zero) }))
    }

    /// - Returns: the time after which it has to be updated without an event.
    private mutating func updateDisplay(of id: String, _ now: Instant) -> Duration? {
        guard let prompt = prompts[id], let phase = prompt.phase else { return nil }
        if phase == .ended, isLocked || !prompt.isDisplayed {
            forget(id)
            return nil
        }
        if prompt.dialogSince != nil, isLocked || !phase.isChoosing {
            effects.append(.closeDialog(signIn: id))
            prompts[id]?.dialogSince = nil
        }
        guard let service else { return nil }
        if prompt.asksNext, phase.isChoosing, !isLocked { askNext(id, service, now) }
        return present(id, service, now)
    }

    private mutating func present(_ id: String, _ service: NotificationService, _ now: Instant) -> Duration? {
        guard let prompt = prompts[id] else { return nil }
        let view = PromptView(prompt, service: service, isLocked: isLocked, in: language, now: now.wall)
        switch prompt.display {
        case .hidden(let time):
            guard let time, time <= now.steady else { return nil }
            show(view.content, id, replacing: 0)
        case .none: show(view.content, id, replacing: 0)
        case .shown(let content, let notification) where content != view.content:
            show(view.content, id, replacing: notification)
        case .shown, .requested: break
        }
        return view.change
    }

    private mutating func show(_ content: NotificationContent, _ id: String, replacing replaced: NotificationID) {
        lastTicket += 1
        prompts[id]?.display = .requested(content, ticket: lastTicket, replacing: replaced)
        effects.append(.show(content, signIn: id, replacing: replaced, ticket: lastTicket))
    }
}
