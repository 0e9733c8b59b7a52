import PushExchange

/// Carries out the effects of committed changes.
extension Engine {
    /// Carries out an effect of a committed change.
    func carryOut(_ effect: Effect, for exchange: Exchange) {
        switch effect {
        case .send(let step, _): send(step, of: exchange)
        case .retry(let atLeast): pause(exchange, then: .retry, atLeast: atLeast)
        case .settleByStatus(let atLeast): settle(exchange, .askStatus, atLeast: atLeast)
        case .settleByPendingList(let atLeast): settle(exchange, .askPendingList, atLeast: atLeast)
        case .watch: watch(exchange)
        case .deadline(let time): setDeadline(time, of: exchange)
        case .stop: stop(exchange)
        }
    }

    func begin(_ exchange: Exchange) {
        if exchanges.begin(exchange.id, of: exchange.enrollment) { countOpen(of: exchange.enrollment) }
    }

    private func stop(_ exchange: Exchange) {
        exchanges.end(exchange.id)
        countOpen(of: exchange.enrollment)
        timers.cancelAll(ofExchange: exchange.id)
    }

    private func countOpen(of enrollment: String) {
        links[enrollment]?.share.open = exchanges.count(of: enrollment)
    }

    private func setDeadline(_ time: Timestamp, of exchange: Exchange) {
        begin(exchange)
        exchanges.setDeadline(time, of: exchange.id)
        guard let clock = links[exchange.enrollment]?.clock else { return }
        timers.set(.exchangeDeadline(exchange.id), at: clock.steady(at: time))
    }

    private func pause(_ exchange: Exchange, then next: Exchanges.Next, atLeast: Duration?) {
        begin(exchange)
        plan(exchange, after: exchanges.pause(exchange, then: next, atLeast: atLeast, jitter: jitter()))
    }

    private func settle(_ exchange: Exchange, _ next: Exchanges.Next, atLeast: Duration?) {
        begin(exchange)
        if let pause = exchanges.settle(exchange, by: next, atLeast: atLeast, jitter: jitter()) {
            plan(exchange, after: pause)
        } else {
            perform(next, of: exchange.id)
        }
    }

    private func watch(_ exchange: Exchange) {
        guard exchange.statusID != nil else { return }
        begin(exchange)
        plan(exchange, after: exchanges.watch(exchange.id, jitter: jitter()))
    }

    private func plan(_ exchange: Exchange, after pause: Duration) {
        timers.set(.exchangeRequest(exchange.id), at: clock.now().steady + pause)
    }

    // MARK: After a pause

    /// Does what an exchange has paused for, unless its server is unreachable or has asked not to be called.
    ///
    /// An unreachable server only gets requests for its pending list, one at a time: they change nothing there,
    /// whatever their outcome. The waiting requests of the exchanges wait for its answer. New requests are not held
    /// back: an acknowledgement of a new push, and above all a decision of the user, is sent at once. Often such a
    /// request is the first to notice that the server is back.
    func performIfPossible(_ id: String) {
        guard let (next, enrollment) = exchanges.next(of: id) else { return }
        let now = clock.now().steady
        switch links[enrollment]?.admission(at: now, jitter: jitter()) {
        case .now, nil: perform(next, of: id)
        case .after(let pause): timers.set(.exchangeRequest(id), at: now + pause)
        case .whenItAnswers(let pause):
            exchanges.waitForServer(id)
            timers.setNoLater(.poll(enrollment: enrollment), than: now + pause)
        }
    }

    func perform(_ next: Exchanges.Next, of id: String) {
        switch next {
        case .retry: spawn { engine in await engine.take(.retryDue, for: id) }
        case .askStatus:
            guard links.values.totalShare.questions < ServerShare.Bounds.questions else {
                return timers.set(.exchangeRequest(id), at: clock.now().steady + .seconds(1))
            }
            ask(id) { engine in await engine.askStatus(of: id) }
        case .askPendingList:
            ask(id) { engine in await engine.askPendingList(about: id) }
        }
    }

    /// Sends soon what waited for the server, or would have been sent after a longer pause, because the server answers.
    func releaseWhatWaits(for enrollment: String) {
        let now = clock.now().steady
        for id in exchanges.releaseHeldUp(of: enrollment) {
            timers.setNoLater(.exchangeRequest(id), than: now + Backoff.spread(jitter: jitter()))
        }
        setAlarm()
    }
}
