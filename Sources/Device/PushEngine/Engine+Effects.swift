import PushExchange
import PushStore
import VerificationClient

extension Engine {
    /// How many status requests are under way at once, so that a flood of pushes is no flood of polls.
    private static let mostPolls = 8
    private static let mostAcknowledgements = 8

    /// Carries out what a committed change asks for.
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

    private func agenda(of exchange: Exchange) -> Agenda {
        agendas[exchange.id] ?? Agenda(enrollment: exchange.enrollment)
    }

    private func stop(_ exchange: Exchange) {
        agendas[exchange.id] = nil
        schedule.cancelAll(of: exchange.id)
    }

    private func setDeadline(_ time: Timestamp, of exchange: Exchange) {
        agendas[exchange.id, default: Agenda(enrollment: exchange.enrollment)].deadline = time
        guard let clock = enrolled[exchange.enrollment]?.clock else { return }
        schedule.set(.deadline(exchange: exchange.id), at: clock.steady(at: time))
    }

    private func pause(_ exchange: Exchange, then next: Agenda.Next, atLeast: Duration?) {
        var agenda = agenda(of: exchange)
        agenda.next = next
        let failures = max(agenda.failures, exchange.operation?.attempt ?? 1)
        let pause = Backoff.pause(failures: failures, atLeast: atLeast, jitter: .random(in: 0...1))
        agendas[exchange.id] = agenda
        schedule.set(.request(exchange: exchange.id), at: clock.now().steady + pause)
    }

    /// Asks at once the first time, and after a pause when asking has failed too.
    private func settle(_ exchange: Exchange, _ next: Agenda.Next, atLeast: Duration?) {
        guard agenda(of: exchange).failures <= 1, atLeast == nil else {
            return pause(exchange, then: next, atLeast: atLeast)
        }
        agendas[exchange.id, default: Agenda(enrollment: exchange.enrollment)].next = next
        perform(next, of: exchange.id)
    }

    private func watch(_ exchange: Exchange) {
        guard exchange.statusID != nil else { return }
        var agenda = agenda(of: exchange)
        agenda.next = .askStatus
        let pause =
            agenda.failures > 0
            ? Backoff.pause(failures: agenda.failures, atLeast: nil, jitter: .random(in: 0...1))
            : Backoff.poll(number: agenda.polls, jitter: .random(in: 0...1))
        agenda.polls += 1
        agendas[exchange.id] = agenda
        schedule.set(.request(exchange: exchange.id), at: clock.now().steady + pause)
    }

    // MARK: Requests

    private func send(_ step: Step, of exchange: Exchange) {
        schedule.cancel(.request(exchange: exchange.id))
        var agenda = agenda(of: exchange)
        agenda.next = nil
        agenda.waitsForServer = false
        agenda.polls = 0
        agenda.stepsSent += 1
        agendas[exchange.id] = agenda
        guard step == .acknowledge else { return request(exchange.id, Self.performing(step, of: exchange)) }
        acknowledgements.append(exchange)
        acknowledgeNext()
    }

    /// Sends acknowledgements, a few at a time: while a flood of pushes is coming in, taking those in is what counts.
    func acknowledgeNext() {
        let most = deliveriesUnderWay > 0 ? 1 : Self.mostAcknowledgements
        while acknowledgementsUnderWay < most, let exchange = acknowledgements.popFirst() {
            acknowledgementsUnderWay += 1
            request(exchange.id) { engine in
                let event = await Self.performing(.acknowledge, of: exchange)(engine)
                engine.acknowledgementsUnderWay -= 1
                engine.acknowledgeNext()
                return event
            }
        }
    }

    private static func performing(_ step: Step, of exchange: Exchange) -> @Sendable (isolated Engine) async -> Event {
        { engine in
            // Without its enrollment it has ended, or is about to.
            guard let id = exchange.currentID, await engine.knowsPushID(of: exchange.enrollment),
                let endpoint = engine.enrolled[exchange.enrollment]?.endpoint
            else { return .notSent(retryAfter: nil) }
            let reply = await engine.server.perform(step, exchangeID: id, at: endpoint)
            return await engine.event(for: reply, of: exchange, at: endpoint)
        }
    }

    private func event(for reply: Reply<StepReply>, of exchange: Exchange, at endpoint: Endpoint) async -> Event {
        switch reply.value {
        case .answered(let answer):
            hear(from: exchange.enrollment, date: reply.date, failure: nil)
            return .answered(answer)
        case .refused(let failure):
            hear(from: exchange.enrollment, date: reply.date, failure: nil)
            // The reason may be that the sign-in went another way meanwhile: then that is its end.
            return .refused(failure, status: await status(of: exchange, at: endpoint))
        case .notSent(let failure):
            hear(from: exchange.enrollment, date: reply.date, failure: failure)
            return .notSent(retryAfter: failure.retryAfter)
        case .outcomeUnknown(let failure):
            hear(from: exchange.enrollment, date: reply.date, failure: failure)
            return .outcomeUnknown(retryAfter: failure.retryAfter)
        }
    }

    private func status(of exchange: Exchange, at endpoint: Endpoint) async -> RemoteStatus? {
        guard let statusID = exchange.statusID else { return nil }
        let reply = await server.status(statusID, at: endpoint)
        switch reply.value {
        case .learnt(let status):
            hear(from: exchange.enrollment, date: reply.date, failure: nil)
            return status
        case .unavailable(let failure):
            hear(from: exchange.enrollment, date: reply.date, failure: failure)
            return nil
        }
    }

    /// Does what an exchange has paused for.
    func perform(_ next: Agenda.Next, of id: String) {
        switch next {
        case .retry: spawn { engine in await engine.take(.retryDue, for: id) }
        case .askStatus:
            guard asksUnderWay < Self.mostPolls else {
                return schedule.set(.request(exchange: id), at: clock.now().steady + .seconds(1))
            }
            ask(id) { engine in await engine.askStatus(of: id) }
        case .askPendingList:
            ask(id) { engine in await engine.askPendingList(about: id) }
        }
    }

    private func askStatus(of id: String) async -> Event {
        guard let exchange = try? await store.read({ try $0.exchange(id) }),
            let endpoint = enrolled[exchange.enrollment]?.endpoint,
            let status = await status(of: exchange, at: endpoint)
        else { return .statusUnavailable }
        return .statusLearnt(status)
    }

    private func askPendingList(about id: String) async -> Event {
        guard let exchange = try? await store.read({ try $0.exchange(id) }) else { return .pendingListUnavailable }
        switch await fetchPendingList(of: exchange.enrollment) {
        case .listed(let pushes):
            return .pendingListLearnt(listed: pushes.contains { $0.exchangeID == exchange.pushedID })
        case .noSuchList: return .pendingListLearnt(listed: false)
        case .refused, .unavailable, nil: return .pendingListUnavailable
        }
    }

    /// Asks about an exchange, where that is not under way already. An answer to what was asked before a step was sent does
    /// not tell how that step went, so it counts as none.
    private func ask(_ id: String, _ body: @escaping @Sendable (isolated Engine) async -> Event) {
        guard let agenda = agendas[id], !agenda.isAsking else { return }
        agendas[id]?.isAsking = true
        agendas[id]?.next = nil
        asksUnderWay += 1
        request(id) { engine in
            let event = await body(engine)
            engine.asksUnderWay -= 1
            engine.agendas[id]?.isAsking = false
            return engine.agendas[id]?.stepsSent == agenda.stepsSent ? event : .statusUnavailable
        }
    }

    /// Sends a request of an exchange; what comes back is the event that the exchange hears.
    private func request(_ id: String, _ body: @escaping @Sendable (isolated Engine) async -> Event) {
        requestsUnderWay += 1
        spawn { engine in
            let event = await body(engine)
            engine.agendas[id]?.count(event)
            await engine.take(event, for: id)
            engine.requestsUnderWay -= 1
            engine.releaseIfIdle()
        }
    }

    // MARK: Events

    /// Has an exchange take an event. One that can't be committed now is kept, and tried again until it can.
    func take(_ event: Event, for id: String) async {
        do {
            try await commit(isAwaited: waiters.isAwaiting(id)) { [instant = instant(of: id)] transaction in
                guard let step = try transaction.apply(event, to: id, at: instant) else { return Change(()) }
                return Change((), steps: [step])
            }
        } catch {
            keep(event, for: id)
        }
    }

    private func instant(of exchange: String) -> Instant {
        instant(enrollment: agendas[exchange]?.enrollment)
    }

    func instant(enrollment: String?) -> Instant {
        let now = clock.now()
        return Instant(server: enrollment.flatMap { enrolled[$0]?.clock.now(now) } ?? now.wall, wall: now.wall)
    }

    /// The alarm went off: does all that is due.
    package func wake() {
        for entry in schedule.takeDue(at: clock.now().steady) {
            switch entry {
            case .deadline(let id): spawn { engine in await engine.take(.deadlinePassed, for: id) }
            case .request(let id): performIfPossible(id)
            case .patience(let waiter): waiters.release(waiter)
            case .probe(let enrollment): probe(enrollment)
            case .company: commitNow()
            case .networkSettled: networkSettled()
            case .graceWhenStopping: releaseIdle()
            case .storeFailure: writeAgain()
            case .scan(let id): spawn { engine in await engine.settleScan(id) }
            case .scanDeadline(let id): spawn { engine in await engine.takeScan(.deadlinePassed, of: id) }
            case .farewells: spawn { engine in await engine.tellFarewells() }
            }
        }
        setAlarm()
    }
}

extension Agenda {
    /// Keeps count of failures in a row, from which the next pause follows.
    fileprivate mutating func count(_ event: Event) {
        switch event {
        case .notSent, .outcomeUnknown, .statusUnavailable, .pendingListUnavailable: failures += 1
        case .answered, .refused, .statusLearnt: failures = 0
        case .pendingListLearnt, .resumed, .retryDue, .deadlinePassed, .enrollmentRemoved: break
        }
    }
}
