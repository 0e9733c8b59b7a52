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
    private static let timeForNetworksToSettle = Duration.seconds(2)

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

    private func carryOut(_ effect: ServerLink.Effect, of id: String) {
        switch effect {
        case .reportAway(let failure): report(of: id) { .serverAway(enrollment: id, baseURL: $0, failure) }
        case .reportBack: report(of: id) { .serverBack(enrollment: id, baseURL: $0) }
        case .clockChanged: adoptClock(of: id)
        case .poll(let time): if !isStopping { timers.set(.poll(enrollment: id), at: time) }
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

    @discardableResult
    func refresh(_ enrollment: String) async -> RefreshResult {
        var result = RefreshResult(enrollment: enrollment, new: 0)
        links[enrollment]?.pollBegins()
        let reply = await fetchPendingList(of: enrollment, isPoll: true)
        if case .listed(let pushes) = reply { result.new = await takeIn(pushes, of: enrollment) }
        result.failure = reply?.failure
        if case .listed = reply { await learnAccount(of: enrollment) }
        pollEnds(of: enrollment, failed: result.failure != nil)
        return result
    }

    private func pollEnds(of enrollment: String, failed: Bool) {
        let effects = links[enrollment]?.pollEnds(
            failed: failed && !isStopping, at: clock.now().steady, jitter: jitter())
        for effect in effects ?? [] { carryOut(effect, of: enrollment) }
    }

    /// - Returns: how many of them were new.
    private func takeIn(_ pushes: [PushPayload], of enrollment: String) async -> Int {
        guard !pushes.isEmpty else { return 0 }
        return await deliver(pushes, listedFor: enrollment).count { (try? $0.get())?.duplicate == false }
    }

    /// Asks an unreachable server whether it is back.
    func poll(_ enrollment: String) {
        guard links[enrollment]?.mayPoll == true else { return }
        spawn { engine in await engine.refresh(enrollment) }
    }

    // MARK: The network

    /// Notes that a network came up: pushes may be waiting at the servers. Such events often come in groups, so it
    /// waits for the last one.
    package func networkCameUp() {
        timers.set(.networkSettled, at: clock.now().steady + Self.timeForNetworksToSettle)
        setAlarm()
    }

    /// Asks every server, even if the next attempt would be much later. Servers that are still unreachable are asked
    /// with the shortest pause again, because a network is often up before its servers can be reached.
    func networkSettled() {
        for id in links.keys { links[id]?.networkSettled() }
        spawn { engine in _ = await engine.refreshAll() }
        enrollments.deregistrations.failures = 0
        spawn { engine in await engine.sendDeregistrations() }
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
