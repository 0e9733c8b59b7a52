package import PushExchange
import PushStore
import VerificationClient

/// What a pending list held.
package struct RefreshResult: Sendable, Equatable {
    package var enrollment: String
    /// Exchanges that were new here.
    package var new: Int
    /// Why the list could not be fetched.
    package var failure: RequestFailure?
}

extension Engine {
    private static let timeForNetworksToSettle = Duration.seconds(2)

    /// Where and as whom to ask for something; `nil` where there is no such enrollment.
    func endpoint(of enrollment: String, for request: RequestName) -> Endpoint? {
        guard var endpoint = enrollments[enrollment]?.endpoint, let link = links[enrollment] else { return nil }
        endpoint.pathSet = link.pathSet(for: request)
        return endpoint
    }

    /// The server's time and ours, for an enrollment; ours alone where nothing is known of it.
    func instant(enrollment: String?) -> Instant {
        let now = clock.now()
        return Instant(server: enrollment.flatMap { links[$0]?.clock.now(now) } ?? now.wall, wall: now.wall)
    }

    // MARK: What requests tell

    /// Notes what a request told about its server; see ``ServerLink/note(_:date:isPendingList:at:jitter:)``.
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
            // A first guess for the next start; if it can't be kept, it is learnt again.
            try? await engine.commit { transaction in Change(try transaction.setSkew(skew, of: id)) }
        }
    }

    // MARK: Pending lists

    /// The pushes that wait at a server.
    /// - Returns: `nil` where there is no such enrollment any more.
    func fetchPendingList(of enrollment: String, isPoll: Bool = false) async -> PendingReply? {
        guard await knowsPushID(of: enrollment) else { return .unavailable(RequestFailure(.pushIDInDoubt)) }
        guard let endpoint = endpoint(of: enrollment, for: .pendingList) else { return nil }
        let reply = await server.pendingList(at: endpoint)
        note(reply.value.failure, from: enrollment, date: reply.date, isPendingList: isPoll)
        return reply.value
    }

    /// Fetches the pending list of every enrollment and takes in what is new.
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
        pollEnds(of: enrollment, failed: result.failure != nil)
        return result
    }

    private func pollEnds(of enrollment: String, failed: Bool) {
        let effects = links[enrollment]?.pollEnds(
            failed: failed && !isStopping, at: clock.now().steady, jitter: jitter())
        for effect in effects ?? [] { carryOut(effect, of: enrollment) }
    }

    /// - Returns: how many of them were new here.
    private func takeIn(_ pushes: [PushPayload], of enrollment: String) async -> Int {
        guard let enrollment = enrollments[enrollment]?.enrollment else { return 0 }
        let ours = pushes.filter { $0.tenantKey == enrollment.tenantKey && $0.sub == enrollment.sub }
        guard !ours.isEmpty else { return 0 }
        return await deliver(ours).count { (try? $0.get())?.duplicate == false }
    }

    /// Asks a server that was away whether it is back.
    func poll(_ enrollment: String) {
        guard links[enrollment]?.mayPoll == true else { return }
        spawn { engine in await engine.refresh(enrollment) }
    }

    // MARK: The network

    /// A network came up: what was sent meanwhile may be waiting at the servers. One event rarely comes alone, so this
    /// waits for the last of them.
    package func networkCameUp() {
        timers.set(.networkSettled, at: clock.now().steady + Self.timeForNetworksToSettle)
        setAlarm()
    }

    /// Asks every server, however long the pause before the next try would have been; and where one is still away, again
    /// from the shortest pause on, since a network is often up before the way to a server is.
    func networkSettled() {
        for id in links.keys { links[id]?.networkSettled() }
        spawn { engine in _ = await engine.refreshAll() }
        enrollments.deregistrations.failures = 0
        spawn { engine in await engine.sendDeregistrations() }
    }
}

extension PendingReply {
    /// Why there is no list to use; a server that has none at all is no failure.
    var failure: RequestFailure? {
        switch self {
        case .listed, .noSuchList: nil
        case .refused(let failure): RequestFailure(.refused(failure))
        case .unavailable(let failure): failure
        }
    }
}
