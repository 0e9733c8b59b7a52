import PushExchange
import PushStore
import VerificationClient

/// The requests of exchanges, and the events that their answers become.
extension Engine {
    func send(_ step: Step, of exchange: Exchange) {
        timers.cancel(.exchangeRequest(exchange.id))
        begin(exchange)
        exchanges.send(exchange.id)
        guard step == .acknowledge else {
            return request(exchange.id) { engine in await engine.perform(step, of: exchange) }
        }
        exchanges.acknowledgements.append(exchange)
        acknowledgeNext()
    }

    /// Sends waiting acknowledgements, a few at a time.
    func acknowledgeNext() {
        let most =
            exchanges.deliveriesUnderWay > 0
            ? ServerShare.Bounds.acknowledgementsDuringDelivery : ServerShare.Bounds.acknowledgements
        while links.values.totalShare.acknowledgements < most,
            let exchange = exchanges.acknowledgements.popFirst()
        {
            links[exchange.enrollment]?.share.acknowledgements += 1
            request(exchange.id) { engine in
                let event = await engine.perform(.acknowledge, of: exchange)
                engine.links[exchange.enrollment]?.share.acknowledgements -= 1
                engine.acknowledgeNext()
                return event
            }
        }
    }

    private func perform(_ step: Step, of exchange: Exchange) async -> Event {
        // Without its enrollment the exchange has ended, or is about to.
        guard let id = exchange.currentID, await knowsPushID(of: exchange.enrollment),
            let endpoint = endpoint(of: exchange.enrollment, for: RequestName(step.name))
        else { return .notSent(retryAfter: nil) }
        let reply = await server.perform(step, exchangeID: id, at: endpoint)
        learnPaths(of: reply, to: RequestName(step.name), at: endpoint)
        return await event(for: reply, of: exchange)
    }

    private func event(for reply: Reply<StepReply>, of exchange: Exchange) async -> Event {
        note(reply.value.failure, from: exchange.enrollment, date: reply.date)
        switch reply.value {
        case .answered(let answer): return .answered(answer)
        // The sign-in may have ended in another way in the meantime. The status tells.
        case .refused(let failure): return .refused(failure, status: await status(of: exchange))
        case .notSent(let failure): return .notSent(retryAfter: failure.retryAfter)
        case .outcomeUnknown(let failure): return .outcomeUnknown(retryAfter: failure.retryAfter)
        }
    }

    private func status(of exchange: Exchange) async -> RemoteStatus? {
        guard let statusID = exchange.statusID, let endpoint = endpoint(of: exchange.enrollment, for: .status)
        else { return nil }
        let reply = await server.status(statusID, at: endpoint)
        learnPaths(of: reply, to: .status, at: endpoint)
        switch reply.value {
        case .learnt(let status):
            note(nil, from: exchange.enrollment, date: reply.date)
            return status
        case .unavailable(let failure):
            note(failure, from: exchange.enrollment, date: reply.date)
            return nil
        }
    }

    func askStatus(of id: String) async -> Event {
        guard let exchange = try? store.readNow({ try $0.exchange(id) }), let status = await status(of: exchange)
        else { return .statusUnavailable }
        return .statusLearnt(status)
    }

    func askPendingList(about id: String) async -> Event {
        guard let exchange = try? store.readNow({ try $0.exchange(id) }) else { return .pendingListUnavailable }
        switch await fetchPendingList(of: exchange.enrollment) {
        case .listed(let pushes):
            return .pendingListLearnt(listed: pushes.contains { $0.exchangeID == exchange.pushedID })
        case .noSuchList: return .pendingListLearnt(listed: false)
        case .refused, .unavailable, nil: return .pendingListUnavailable
        }
    }

    /// Asks the server about an exchange, unless that is under way already.
    func ask(_ id: String, _ body: @escaping @Sendable (isolated Engine) async -> Event) {
        guard let enrollment = exchanges.enrollment(of: id), let stepsSent = exchanges.beginAsking(id) else { return }
        links[enrollment]?.share.questions += 1
        request(id) { engine in
            let event = await body(engine)
            engine.links[enrollment]?.share.questions -= 1
            return engine.exchanges.endAsking(id, since: stepsSent) ? event : .statusUnavailable
        }
    }

    /// Sends a request of an exchange, and applies the event that results.
    private func request(_ id: String, _ body: @escaping @Sendable (isolated Engine) async -> Event) {
        requests.begin()
        spawn { engine in
            let event = await body(engine)
            engine.exchanges.count(event, of: id)
            await engine.take(event, for: id)
            engine.requests.end()
        }
    }

    /// Applies an event to an exchange. If it can't be committed now, it is kept until it can.
    func take(_ event: Event, for id: String) async {
        do {
            let instant = instant(enrollment: exchanges.enrollment(of: id))
            try await commit(isAwaited: exchanges.callers.isAwaiting(id)) { transaction in
                guard let step = try transaction.apply(event, to: id, at: instant) else { return Change(()) }
                return Change((), steps: [step])
            }
        } catch {
            keep(.exchange(event, of: id))
        }
    }
}

extension StepReply {
    /// Why there was no usable answer; `nil` if there was one, which may be a refusal.
    var failure: RequestFailure? {
        switch self {
        case .answered, .refused: nil
        case .notSent(let failure), .outcomeUnknown(let failure): failure
        }
    }
}

extension ChangeReply {
    /// Why there was no usable answer; `nil` if there was one, which may be a refusal.
    var failure: RequestFailure? {
        switch self {
        case .taken, .refused: nil
        case .notSent(let failure), .notSupported(let failure), .outcomeUnknown(let failure): failure
        }
    }
}
