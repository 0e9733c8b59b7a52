package import PushExchange
import PushStore

/// A push that was accepted.
package struct Delivery: Sendable, Equatable {
    /// The id of its exchange; a UUID.
    package var id: String
    /// Whether it had been accepted before.
    package var duplicate: Bool
}

extension Engine {
    /// Accepts pushes, all in one transaction.
    ///
    /// Their acknowledgements are stored with them, and sent after the commit: see ``acknowledgeNext()``.
    /// - Parameters:
    ///   - pushes: untrusted until the server answers the acknowledgement.
    ///   - enrollment: the id of the enrollment whose pending list they are from; `nil` if they came through the inbox.
    /// - Returns: for each push, in the same order, its delivery once all are on the disk, or why it was not accepted.
    package func deliver(
        _ pushes: [PushPayload], listedFor enrollment: String? = nil
    ) async -> [Result<Delivery, DeliveryRefusal>] {
        guard !isStopping else { return pushes.map { _ in .failure(.unavailable(.stopping)) } }
        let candidates = candidates(pushes, listedFor: enrollment)
        let isFromInbox = enrollment == nil
        exchanges.deliveriesUnderWay += pushes.count
        defer {
            exchanges.deliveriesUnderWay -= pushes.count
            acknowledgeNext()
        }
        do {
            let results = try await commit { transaction in
                try transaction.receive(candidates, isFromInbox: isFromInbox)
            }
            let isNew = results.contains { (try? $0.get())?.duplicate == false }
            if isNew { lastDelivery = clock.now().wall }
            if isFromInbox { notePushes(candidates, results) }
            return results
        } catch {
            return pushes.map { _ in .failure(.unavailable(Unavailable(error))) }
        }
    }

    private func notePushes(
        _ candidates: [Result<Candidate, DeliveryRefusal>], _ results: [Result<Delivery, DeliveryRefusal>]
    ) {
        let now = clock.now()
        for case (.success(let candidate), .success(let delivery)) in zip(candidates, results) {
            links[candidate.exchange.enrollment]?.schedule.notePush(
                delivery.id, isNew: !delivery.duplicate, at: now)
        }
    }

    /// The exchanges that the pushes would become, or why they can't.
    private func candidates(
        _ pushes: [PushPayload], listedFor list: String?
    ) -> [Result<Candidate, DeliveryRefusal>] {
        var room = settings.queueLimit - exchanges.count - exchanges.deliveriesUnderWay
        return pushes.map { push in
            guard push.isPush else { return .failure(.unsupportedType) }
            guard let enrollment = enrollments.id(for: push, listedFor: list) else {
                return .failure(.unknownEnrollment)
            }
            let now = instant(enrollment: enrollment)
            let account = enrollments[enrollment]?.account
            let exchange = Exchange(id: makeID(), enrollment: enrollment, of: account, push: push, at: now)
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
}

/// A push that may have been accepted before.
private struct Candidate: Sendable {
    var push: PushPayload
    var exchange: Exchange
    /// Why it is refused, if it is new.
    var refusal: DeliveryRefusal?
}

/// Accepts one batch of pushes in its transaction.
private struct Reception {
    let transaction: Transaction
    var change = Change<[Result<Delivery, DeliveryRefusal>]>([])
    /// The results of earlier lookups: most pushes of a burst are for one enrollment.
    private var known: [String: Bool] = [:]

    init(_ transaction: Transaction) {
        self.transaction = transaction
    }

    mutating func receive(_ candidate: Candidate) throws -> Result<Delivery, DeliveryRefusal> {
        let exchange = candidate.exchange
        if let seen = try transaction.now.exchange(of: candidate.push, enrollment: exchange.enrollment) {
            return .success(Delivery(id: seen.id, duplicate: true))
        }
        if let refusal = candidate.refusal { return .failure(refusal) }
        // The enrollment may have been removed while this waited for its transaction.
        guard try isEnrolled(exchange.enrollment) else { return .failure(.unknownEnrollment) }
        let event = try transaction.insert(exchange)
        change.steps.append(ExchangeStep(exchange: exchange, effects: exchange.firstEffects, event: event))
        return .success(Delivery(id: exchange.id, duplicate: false))
    }

    private mutating func isEnrolled(_ id: String) throws -> Bool {
        if let isEnrolled = known[id] { return isEnrolled }
        let isEnrolled = try transaction.now.enrollment(id) != nil
        known[id] = isEnrolled
        return isEnrolled
    }
}

extension Change {
    /// When the last of the new pushes came, by enrollment.
    fileprivate var latestPushes: [String: Timestamp] {
        steps.reduce(into: [:]) { $0[$1.exchange.enrollment] = $1.exchange.receivedAt }
    }
}

extension Transaction {
    fileprivate func receive(
        _ candidates: [Result<Candidate, DeliveryRefusal>], isFromInbox: Bool
    ) throws -> Change<[Result<Delivery, DeliveryRefusal>]> {
        var reception = Reception(self)
        for candidate in candidates {
            switch candidate {
            case .failure(let refusal): reception.change.value.append(.failure(refusal))
            case .success(let candidate): reception.change.value.append(try reception.receive(candidate))
            }
        }
        if isFromInbox {
            for (enrollment, time) in reception.change.latestPushes { try setLastPush(time, of: enrollment) }
        }
        return reception.change
    }
}
