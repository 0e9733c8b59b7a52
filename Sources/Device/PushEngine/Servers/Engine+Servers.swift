package import PushExchange
import PushStore
import VerificationClient

/// The result of fetching a pending list.
package struct RefreshResult: Sendable, Equatable {
    /// The id of the enrollment.
    package var enrollment: String
    /// How many of its pushes were new.
    package var new: Int
    /// Why the list could not be fetched; `nil` if it was, or if the server has none.
    package var failure: RequestFailure?
}

extension Engine {
    /// The endpoint for a request; `nil` if there is no such enrollment.
    func endpoint(of enrollment: String, for request: RequestName) -> Endpoint? {
        enrollments[enrollment].map { prepared($0.endpoint, for: request) }
    }

    /// The time by the server's clock and by ours, for an enrollment. Both are ours if nothing is known of it.
    func instant(enrollment: String?) -> Instant {
        let now = clock.now()
        return Instant(server: enrollment.flatMap { links[$0]?.clock.now(now) } ?? now.wall, wall: now.wall)
    }

    // MARK: What requests tell

    /// Notes the result of a request to a server; see ``ServerLink/note(_:date:isPendingList:at:jitter:)``.
    func note(
        _ failure: RequestFailure?, from enrollment: String, date: Timestamp?, isPendingList: Bool = false
    ) {
        let now = clock.now()
        let effects = links[enrollment]?.note(
            failure, date: date, isPendingList: isPendingList, at: now, jitter: jitter())
        for effect in effects ?? [] { carryOut(effect, of: enrollment) }
    }

    func carryOut(_ effect: ServerLink.Effect, of id: String) {
        switch effect {
        case .reportAway(let failure): report(of: id) { .serverAway(enrollment: id, baseURL: $0, failure) }
        case .reportBack: report(of: id) { .serverBack(enrollment: id, baseURL: $0) }
        case .clockChanged: adoptClock(of: id)
        case .poll(let time): if !isStopping, mayAsk(id) { timers.set(.poll(enrollment: id), at: time) }
        case .stopPolling: timers.cancel(.poll(enrollment: id))
        case .release: releaseWhatWaits(for: id)
        case .refresh: if !isStopping { spawn { engine in await engine.refresh(id) } }
        }
        setAlarm()
    }

    private func report(of id: String, _ entry: (_ baseURL: String) -> JournalEntry) {
        if let enrollment = enrollments[id]?.enrollment { journal(entry(enrollment.baseURL)) }
        tellSummary()
    }

    private func adoptClock(of id: String) {
        guard let clock = links[id]?.clock else { return }
        let skew = clock.skew(self.clock.now())
        enrollments.setSkew(skew, of: id)
        journal(.clockDiffers(enrollment: id, skew))
        for (exchange, deadline) in exchanges.deadlines(of: id) {
            timers.set(.exchangeDeadline(exchange), at: clock.steady(at: deadline))
        }
        spawn { engine in
            // The first estimate for the next start. If it can't be stored, it is measured again.
            try? await engine.commit { transaction in Change(try transaction.setSkew(skew, of: id)) }
        }
    }

    // MARK: Pending lists

    /// Fetches the pending list of an enrollment.
    /// - Returns: `nil` if there is no such enrollment any more.
    func fetchPendingList(of enrollment: String, isPoll: Bool = false) async -> PendingReply? {
        guard await knowsPushID(of: enrollment) else { return .unavailable(RequestFailure(.pushIDInDoubt)) }
        guard let endpoint = endpoint(of: enrollment, for: .pendingList) else { return nil }
        let reply = await server.pendingList(at: endpoint)
        learnPaths(of: reply, to: .pendingList, at: endpoint)
        note(reply.value.failure, from: enrollment, date: reply.date, isPendingList: isPoll)
        return reply.value
    }

    /// Fetches the pending list of every enrollment, and accepts the pushes that are new.
    /// - Returns: the result of each enrollment, ordered by their ids.
    package func refreshAll() async -> [RefreshResult] {
        await withTaskGroup(of: RefreshResult.self) { group in
            for id in enrollments.ids {
                group.addTask { await self.refresh(id) }
            }
            var results: [RefreshResult] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.enrollment < $1.enrollment }
        }
    }

    /// Accepts the pushes that are new. Most lists have none, so what is known is looked up before anything is written.
    /// - Returns: how many of them were new.
    func takeIn(_ pushes: [PushPayload], of enrollment: String) async -> Int {
        let unknown = pushes.filter { isNews($0, listedFor: enrollment) }
        guard !unknown.isEmpty else { return 0 }
        let results = await deliver(unknown, listedFor: enrollment)
        let new = results.compactMap { try? $0.get() }.filter { !$0.duplicate }
        for delivery in new { links[enrollment]?.schedule.noteFound(delivery.id, at: clock.now().steady) }
        return new.count
    }

    private func isNews(_ push: PushPayload, listedFor list: String) -> Bool {
        guard push.isPush, let enrollment = enrollments.id(for: push, listedFor: list),
            push.expiresAt.map({ $0 > instant(enrollment: enrollment).server }) ?? true
        else { return false }
        // If it can't be read, the transaction says why.
        let known = try? store.readNow { try $0.exchange(of: push, enrollment: enrollment) }
        return known == nil
    }
}

extension PendingReply {
    /// Why there is no list to use; a server without any list is not a failure.
    var failure: RequestFailure? {
        switch self {
        case .listed, .noSuchList: nil
        case .refused(let failure): RequestFailure(.refused(failure))
        case .unavailable(let failure): failure
        }
    }
}
