import Messages

// The life of the notifications themselves.

extension PromptMachine {
    mutating func shown(_ notification: NotificationID, _ id: String, _ ticket: Int, _ now: Instant) {
        guard var prompt = prompts[id], case .requested(let content, ticket, _) = prompt.display else {
            // The sign-in was answered or forgotten in the meantime.
            effects.append(.close(notification))
            return
        }
        guard content.isResident else {
            // This was the last notification of the sign-in. The service removes it by itself.
            prompts[id] = nil
            return
        }
        prompt.display = .shown(content, notification)
        if content.buttons != prompt.visibleButtons {
            prompt.visibleButtons = content.buttons
            prompt.visibleSince = now.steady
        }
        prompts[id] = prompt
    }

    mutating func notShown(_ id: String, _ ticket: Int, _ now: Instant) {
        guard case .requested(_, ticket, _) = prompts[id]?.display else { return }
        closedByService(id, now)
    }

    /// Closing a notification is no answer. The notification comes back once, in case the user closed it by accident.
    mutating func closed(_ notification: NotificationID, _ byUser: Bool, _ now: Instant) {
        guard let id = signIn(shownIn: notification), let prompt = prompts[id] else { return }
        guard byUser else { return closedByService(id, now) }
        if prompt.isTooSoon(now) {
            prompts[id]?.remark = .tooSoon
            prompts[id]?.hide()
        } else {
            let isFirst = prompt.closings == 0
            prompts[id]?.closings += 1
            prompts[id]?.hide(.hidden(until: isFirst ? now.steady + Timing.reminder : nil))
        }
    }

    private mutating func closedByService(_ id: String, _ now: Instant) {
        guard let closings = prompts[id]?.closings else { return }
        prompts[id]?.closings += 1
        let pause = Timing.doubled(Timing.redisplay, closings)
        prompts[id]?.hide(.hidden(until: now.steady + pause))
    }

    /// Shows everything that waits when the user comes back to the screen.
    mutating func screenLocked(_ isLocked: Bool) {
        self.isLocked = isLocked
        guard !isLocked else { return }
        for (id, prompt) in prompts {
            guard case .hidden = prompt.display else { continue }
            prompts[id]?.hide()
            prompts[id]?.closings = 0
        }
    }
}

extension NotificationService {
    /// Whether the numbers can be buttons, next to the one that denies.
    func hasRoom(for choices: [String]) -> Bool {
        guard case .drawn(let most) = buttons else { return false }
        return !choices.isEmpty && choices.count + 1 <= most
    }
}
