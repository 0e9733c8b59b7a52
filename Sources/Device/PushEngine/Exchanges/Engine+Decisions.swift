package import PushExchange
package import PushStore

extension Engine {
    /// Starts a decision of the user, and waits for its outcome. It continues even if the caller stops waiting.
    /// - Parameters:
    ///   - step: the decision.
    ///   - id: the id of the exchange, or a prefix of it.
    ///   - caller: the process that sent the decision; `nil` if it is not known.
    ///   - timeout: how long to wait at most.
    /// - Returns: the exchange afterwards, and the outcome of the decision so far.
    /// - Throws: ``DecisionError`` or ``EngineRefusal``; nothing was sent then.
    package func decide(
        _ step: Step, on id: String, by caller: Caller?, timeout: Duration
    ) async throws -> (exchange: Exchange, outcome: DecisionOutcome) {
        let id = try await exchange(id).id
        guard !isStopping else { throw EngineRefusal.unavailable(.stopping) }
        // A step may be under way from before the restart. Its outcome comes first.
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

    /// Waits until the caller that `add` registers is resumed, or the timeout is over. `look` resumes it if the outcome
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
                // The outcome may have come before the caller was registered, and nothing would report it again.
                // Looking before registering would not help: the outcome could come in between.
                spawn(look)
            }
        } onCancel: {
            // The daemon is stopping, and the caller must get an answer that says so.
            spawn { engine in engine.exchanges.callers.release(caller) }
        }
        timers.cancel(.callerTimeout(caller))
        setAlarm()
    }

    // MARK: Looking

    /// The exchange with an id, or with the only id that has this prefix, of six or more characters.
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

    /// The exchanges that pass a filter, the newest first.
    /// - Throws: ``EngineRefusal``.
    package func exchanges(_ filter: Snapshot.Filter) async throws -> [Exchange] {
        try await look { try $0.exchanges(filter) }.map { $0.shown(at: instant(enrollment: $0.enrollment)) }
    }

    /// Reads from the database.
    /// - Throws: what `body` throws, or an error of the database, as a refusal.
    package func look<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws(EngineRefusal) -> Value {
        do {
            return try await store.read(body)
        } catch {
            throw EngineRefusal(error)
        }
    }

    /// Reads single rows on the event loop.
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
            let step = try self.step(from: before, to: after, effects: effects)
            return Change(step.exchange, steps: [step])
        }
    }
}
