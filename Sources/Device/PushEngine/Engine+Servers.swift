package import PushExchange
import PushStore
import VerificationClient

/// What the pending lists held.
package struct RefreshResult: Sendable, Equatable {
    package var enrollment: String
    /// Exchanges that were new here.
    package var new: Int
    /// Why the list could not be fetched.
    package var failure: RequestFailure?
}

extension Engine {
    /// Notes what a request told about its server: whether it answers, and what its clock shows.
    /// - Parameters:
    ///   - enrollment: whose server it is.
    ///   - date: what its clock showed.
    ///   - failure: why there was no usable answer.
    ///   - refreshing: whether this was the pending list, which need not be fetched once more then.
    func hear(from enrollment: String, date: Timestamp?, failure: RequestFailure?, refreshing: Bool = false) {
        let now = clock.now()
        guard var entry = enrolled[enrollment] else { return }
        let answered = failure?.isAnswered ?? true
        let before = entry.health.reachable
        let cameBack = answered && before == false
        let wentAway = !answered && before != false
        if answered { entry.health.lastContactAt = now.wall }
        if before != answered { log(reachable: answered, entry, failure) }
        entry.health.reachable = answered
        entry.health.failure = failure
        // Whoever answers as usual has got over what it asked to be left alone for.
        if failure == nil { entry.leftAloneUntil = nil }
        if answered, let pause = failure?.retryAfter { entry.leftAloneUntil = now.steady + pause }
        let clockChanged = date.map { entry.clock.learn(date: $0, at: now) } ?? false
        enrolled[enrollment] = entry
        if clockChanged { adopt(entry.clock, of: enrollment, at: now) }
        if wentAway { setProbe(of: enrollment, failures: 1) }
        if answered, before != true { releaseWhatWaits(for: enrollment) }
        if cameBack, !refreshing, !stopping {
            // While it was away, pushes may have got lost.
            spawn { engine in await engine.refresh(enrollment) }
        }
    }

    private func log(reachable: Bool, _ entry: Enrolled, _ failure: RequestFailure?) {
        let (id, baseURL) = (entry.enrollment.id, entry.enrollment.baseURL)
        if !reachable {
            journal(.serverAway(enrollment: id, baseURL: baseURL, failure))
        } else if entry.health.reachable == false {
            journal(.serverBack(enrollment: id, baseURL: baseURL))
        }
    }

    /// The server's clock turned out to differ from what was thought: its exchanges' deadlines lie elsewhere.
    private func adopt(_ clock: ServerClock, of enrollment: String, at now: Moment) {
        let skew = clock.skew(now)
        enrolled[enrollment]?.enrollment.skew = skew
        journal(.clockDiffers(enrollment: enrollment, skew))
        for (id, agenda) in agendas where agenda.enrollment == enrollment {
            guard let deadline = agenda.deadline else { continue }
            schedule.set(.deadline(exchange: id), at: clock.steady(at: deadline))
        }
        setAlarm()
        spawn { engine in
            // A first guess for the next start; if it can't be kept, it is learnt again.
            try? await engine.commit { transaction in Change(try transaction.setSkew(skew, of: enrollment)) }
        }
    }

    /// The pushes that wait at a server.
    /// - Returns: `nil` where there is no such enrollment any more.
    func fetchPendingList(of enrollment: String, refreshing: Bool = false) async -> PendingReply? {
        guard await knowsPushID(of: enrollment) else { return .unavailable(RequestFailure(.pushIDInDoubt)) }
        guard let endpoint = enrolled[enrollment]?.endpoint else { return nil }
        let reply = await server.pendingList(at: endpoint)
        switch reply.value {
        case .listed, .noSuchList: hear(from: enrollment, date: reply.date, failure: nil, refreshing: refreshing)
        case .refused(let failure):
            hear(from: enrollment, date: reply.date, failure: RequestFailure(.refused(failure)))
        case .unavailable(let failure): hear(from: enrollment, date: reply.date, failure: failure)
        }
        return reply.value
    }

    /// Fetches the pending list of every enrollment and takes in what is new.
    package func refreshAll() async -> [RefreshResult] {
        await withTaskGroup(of: RefreshResult.self) { group in
            for id in enrolled.keys {
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
        enrolled[enrollment]?.probesUnderWay += 1
        switch await fetchPendingList(of: enrollment, refreshing: true) {
        case .listed(let pushes):
            result.new = await takeIn(pushes, of: enrollment)
        case .unavailable(let failure): result.failure = failure
        case .refused(let failure): result.failure = RequestFailure(.refused(failure))
        case .noSuchList, nil: break
        }
        enrolled[enrollment]?.probesUnderWay -= 1
        planProbe(of: enrollment, failed: result.failure != nil)
        return result
    }

    /// - Returns: how many of them were new here.
    private func takeIn(_ pushes: [PushPayload], of enrollment: String) async -> Int {
        guard let enrolled = enrolled[enrollment]?.enrollment else { return 0 }
        let ours = pushes.filter { $0.tenantKey == enrolled.tenantKey && $0.sub == enrolled.sub }
        guard !ours.isEmpty else { return 0 }
        return await deliver(ours).count { (try? $0.get())?.duplicate == false }
    }
}
