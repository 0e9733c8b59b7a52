package import PushExchange
package import PushStore

extension Engine {
    /// Takes a user's decision and waits for its outcome. It goes on also if the caller does not wait for it.
    /// - Parameters:
    ///   - step: what is to be done.
    ///   - id: the exchange, whole or a prefix of it.
    ///   - caller: who asks.
    ///   - timeout: how long to wait at the most.
    /// - Returns: the exchange after that, and how the decision turned out so far.
    /// - Throws: ``DecisionError`` or ``EngineRefusal``; nothing was sent then.
    package func decide(
        _ step: Step, on id: String, by caller: Caller?, timeout: Duration
    ) async throws -> (exchange: Exchange, outcome: DecisionOutcome) {
        let id = try await exchange(id).id
        guard !isStopping else { throw EngineRefusal.unavailable(.stopping) }
        // A step may be under way from before the restart: what became of it comes first.
        guard !commits.kept.contains(.exchange(.resumed, of: id)) else {
            throw EngineRefusal.unavailable(storeFailure.map { .store($0) } ?? .takingUp)
        }
        let instant = instant(enrollment: exchanges.enrollment(of: id))
        var exchange = try await commit { transaction in
            try transaction.decide(step, on: id, by: caller, at: instant)
        }
        if exchange.outcome(of: step) == .pending, timeout > .zero {
            await wait(for: step, of: id, timeout: timeout)
            exchange = try await self.exchange(id)
        }
        return (exchange, exchange.outcome(of: step))
    }

    private func wait(for step: Step, of id: String, timeout: Duration) async {
        await wait(timeout: timeout) { engine, caller, continuation in
            engine.exchanges.callers.add(caller, for: step, of: id, continuation)
        } look: { engine in
            guard let exchange = try? await engine.exchange(id) else { return }
            engine.exchanges.callers.note(exchange)
        }
    }

    /// Waits until the caller that `add` has added is let go, or the timeout is over. `look` looks whether what is waited for
    /// is there already.
    func wait(
        timeout: Duration, add: (isolated Engine, Int, CheckedContinuation<Void, Never>) -> Void,
        look: @escaping @Sendable (isolated Engine) async -> Void
    ) async {
        guard !isStopping else { return }
        let caller = exchanges.callers.newNumber()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume() }
                add(self, caller, continuation)
                timers.set(.callerTimeout(caller), at: clock.now().steady + timeout)
                setAlarm()
                // The outcome may have come while this was on its way here, and then nobody would tell of it any more.
                // To look before waiting would not do: it could come between the two.
                spawn(look)
            }
        } onCancel: {
            // The daemon stops, and the caller shall be told so.
            spawn { engine in engine.exchanges.callers.release(caller) }
        }
        timers.cancel(.callerTimeout(caller))
        setAlarm()
    }

    // MARK: Looking

    /// An exchange by its id or by an unambiguous beginning of it, of six or more characters.
    /// - Throws: ``EngineRefusal``.
    package func exchange(_ id: String) async throws -> Exchange {
        let found = try lookNow { snapshot in
            if let exchange = try snapshot.exchange(id) { return exchange }
            let id = try Self.only(of: snapshot.exchangeIDs(beginningWith: id), for: id, missing: .noSuchExchange)
            guard let exchange = try snapshot.exchange(id) else { throw EngineRefusal.noSuchExchange }
            return exchange
        }
        return found.shown(at: instant(enrollment: found.enrollment))
    }

    /// The exchanges that a filter lets through, the newest first.
    /// - Throws: ``EngineRefusal``.
    package func exchanges(_ filter: Snapshot.Filter) async throws -> [Exchange] {
        try await look { try $0.exchanges(filter) }.map { $0.shown(at: instant(enrollment: $0.enrollment)) }
    }

    /// Reads from the database.
    /// - Throws: what `body` throws, as a refusal; so is an error of the database.
    package func look<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws(EngineRefusal) -> Value {
        do {
            return try await store.read(body)
        } catch {
            throw EngineRefusal(error)
        }
    }

    /// Reads single rows, without leaving the event loop.
    /// - Throws: as ``look(_:)``.
    func lookNow<Value: Sendable>(_ body: (Snapshot) throws -> Value) throws(EngineRefusal) -> Value {
        do {
            return try store.readNow(body)
        } catch {
            throw EngineRefusal(error)
        }
    }

    private static let shortestPrefix = 6

    static func only(of ids: [String], for prefix: String, missing: EngineRefusal) throws(EngineRefusal) -> String {
        guard prefix.count >= shortestPrefix, let first = ids.first else { throw missing }
        guard ids.count == 1 else { throw .ambiguous }
        return first
    }
}

extension Transaction {
    fileprivate func decide(
        _ step: Step, on id: String, by caller: Caller?, at instant: Instant
    ) throws -> Change<Exchange> {
        guard let before = try now.exchange(id) else { throw EngineRefusal.noSuchExchange }
        var after = before
        switch try after.decide(step, by: caller, at: instant) {
        case .underWay, .settled: return Change(before)
        case .started(let effects):
            return Change(after, steps: [try self.step(from: before, to: after, effects: effects)])
        }
    }
}
