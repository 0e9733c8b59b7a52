package import PushExchange
import PushStore

/// A push that was taken.
package struct Delivery: Sendable, Equatable {
    /// The exchange's local id.
    package var id: String
    /// Whether it was seen before.
    package var duplicate: Bool
}

extension Engine {
    /// Takes in pushes, all in one transaction.
    ///
    /// Their acknowledgements are written down with them, and sent once that is durable: see ``acknowledgeNext()``.
    /// - Parameter pushes: untrusted; only the server's answer to the acknowledgement makes them real.
    /// - Returns: for each the exchange's local id, once all are on the disk, or why it was not taken.
    package func deliver(_ pushes: [PushPayload]) async -> [Result<Delivery, DeliveryRefusal>] {
        guard !stopping else {
            let refusal = DeliveryRefusal.unavailable(.stopping)
            return pushes.map { _ in .failure(refusal) }
        }
        let candidates = candidates(pushes)
        deliveriesUnderWay += pushes.count
        defer {
            deliveriesUnderWay -= pushes.count
            acknowledgeNext()
        }
        do {
            let results = try await commit { transaction in try transaction.receive(candidates) }
            let isNew = results.contains { (try? $0.get())?.duplicate == false }
            if isNew { lastDelivery = clock.now().wall }
            return results
        } catch {
            return pushes.map { _ in .failure(.unavailable(Unavailable(error))) }
        }
    }

    /// What a push would become, or why it can't become anything.
    private func candidates(_ pushes: [PushPayload]) -> [Result<Candidate, DeliveryRefusal>] {
        var room = settings.queueLimit - agendas.count - deliveriesUnderWay
        return pushes.map { push in
            guard push.isPush else { return .failure(.unsupportedType) }
            guard let enrollment = enrollment(for: push) else { return .failure(.unknownEnrollment) }
            let now = instant(enrollment: enrollment)
            let exchange = Exchange(id: makeID(), enrollment: enrollment, push: push, at: now)
            var candidate = Candidate(push: push, exchange: exchange)
            if now.server >= exchange.expiresAt {
                candidate.refusal = .expired
            } else if room <= 0 {
                candidate.refusal = .queueFull
            } else {
                room -= 1
            }
            return .success(candidate)
        }
    }

    private func enrollment(for push: PushPayload) -> String? {
        enrolled.values.first { $0.enrollment.tenantKey == push.tenantKey && $0.enrollment.sub == push.sub }?
            .enrollment.id
    }
}

/// A push that may have been seen before.
private struct Candidate: Sendable {
    var push: PushPayload
    var exchange: Exchange
    /// Why it is not taken if it is new.
    var refusal: DeliveryRefusal?
}

extension Transaction {
    fileprivate func receive(
        _ candidates: [Result<Candidate, DeliveryRefusal>]
    ) throws -> Change<[Result<Delivery, DeliveryRefusal>]> {
        var change = Change<[Result<Delivery, DeliveryRefusal>]>([])
        for candidate in candidates {
            switch candidate {
            case .failure(let refusal): change.value.append(.failure(refusal))
            case .success(let candidate): change.value.append(try receive(candidate, steps: &change.steps))
            }
        }
        return change
    }

    private func receive(
        _ candidate: Candidate, steps: inout [Change<Void>.Step]
    ) throws -> Result<Delivery, DeliveryRefusal> {
        let exchange = candidate.exchange
        if let seen = try now.exchange(of: candidate.push, enrollment: exchange.enrollment) {
            return .success(Delivery(id: seen.id, duplicate: true))
        }
        if let refusal = candidate.refusal { return .failure(refusal) }
        // The device may have been given up while this waited for its transaction.
        guard try now.enrollment(exchange.enrollment) != nil else { return .failure(.unknownEnrollment) }
        let event = try insert(exchange)
        steps.append(Change<Void>.Step(exchange: exchange, effects: exchange.firstEffects, event: event))
        return .success(Delivery(id: exchange.id, duplicate: false))
    }
}
