import PushExchange
import PushStore
import Settings
import VerificationClient

// When the pending lists are fetched.

extension Engine {
    private static let timeForNetworksToSettle = Duration.seconds(2)

    /// Whether a server can be asked: it is on this machine, or there is a network.
    func mayAsk(_ enrollment: String) -> Bool {
        presence.hasNetwork || links[enrollment]?.needsNetwork == false
    }

    /// Fetches the pending list of an enrollment, and accepts the pushes that are new. If it is being fetched, this
    /// waits and fetches it once more, for all who wait.
    @discardableResult
    func refresh(_ enrollment: String) async -> RefreshResult {
        let begun = links[enrollment]?.fetches.begun ?? 0
        while links[enrollment]?.fetches.isUnderWay == true {
            await withCheckedContinuation { gates.wait(for: .pendingList(enrollment), $0) }
        }
        if let result = links[enrollment]?.fetches.result(after: begun) { return result }
        var result = RefreshResult(enrollment: enrollment, new: 0)
        links[enrollment]?.pollBegins(at: clock.now())
        timers.cancel(.poll(enrollment: enrollment))
        let reply = await fetchPendingList(of: enrollment, isPoll: true)
        if case .listed(let pushes) = reply {
            result.new = await takeIn(pushes, of: enrollment)
            await learnAccount(of: enrollment)
        }
        result.failure = reply?.failure
        pollEnds(of: enrollment, reply?.outcome ?? .failed, result)
        return result
    }

    private func pollEnds(of enrollment: String, _ outcome: ServerLink.PollOutcome, _ result: RefreshResult) {
        links[enrollment]?.fetches.end(result)
        let interval = pollInterval(of: enrollment)
        let effects = links[enrollment]?.pollEnds(
            outcome, interval: interval, at: clock.now().steady, jitter: jitter())
        for effect in effects ?? [] { carryOut(effect, of: enrollment) }
        gates.open(.pendingList(enrollment))
    }

    /// Fetches the pending list of an enrollment because it is due.
    func poll(_ enrollment: String) {
        guard !isStopping, let link = links[enrollment], link.mayPoll, mayAsk(enrollment) else { return }
        guard let quiet = link.quiet(at: clock.now().steady) else {
            return spawn { engine in await engine.refresh(enrollment) }
        }
        timers.set(.poll(enrollment: enrollment), at: quiet + Backoff.spread(jitter: jitter()))
    }

    // MARK: The rate

    /// The time between two requests for the pending list of an enrollment; `nil` if polling is off.
    func pollInterval(of enrollment: String) -> Duration? {
        let rates = PollSchedule.Rates(active: settings.pollInterval, idle: settings.pollIdleInterval)
        return links[enrollment]?.schedule.interval(rates, isActive: presence.isActive, at: clock.now().wall)
    }

    /// Plans all polls anew, because the rate may have changed.
    func replanPolls() {
        let now = clock.now().steady
        for id in links.keys where links[id]?.mayPoll == true {
            let effects = links[id]?.plan(interval: pollInterval(of: id), at: now, jitter: jitter())
            for effect in effects ?? [] { carryOut(effect, of: id) }
        }
    }

    /// Notes whether the user is active at an unlocked session. When the user becomes active, the servers are asked at once.
    package func userIsActive(_ isActive: Bool) {
        guard presence.isActive != isActive else { return }
        presence.isActive = isActive
        if isActive { poke() }
        replanPolls()
    }

    // MARK: Asking now

    /// Asks all servers for what is pending, at most once a second however often this is called. The last call leads to
    /// a request that is sent after it.
    package func poke() {
        let now = clock.now().steady
        let time = pokes.time(at: now)
        guard time <= now else {
            timers.setUnlessSet(.poke, at: time)
            return setAlarm()
        }
        askServers()
    }

    /// Asks all servers that can be asked. One that asked not to be called is asked when that time is over.
    func askServers() {
        let now = clock.now().steady
        pokes.noteAsked(at: now)
        for id in enrollments.ids where mayAsk(id) && !isStopping {
            if let quiet = links[id]?.quiet(at: now) {
                timers.setNoLater(.poll(enrollment: id), than: quiet + Backoff.spread(jitter: jitter()))
            } else {
                spawn { engine in await engine.refresh(id) }
            }
        }
        setAlarm()
    }

    // MARK: The network, and sleep

    /// Notes that a network came up: pushes may be waiting at the servers. Such events often come in groups, so it
    /// waits for the last one. Connections from before may lead nowhere, so they are not used again.
    package func networkCameUp() {
        presence.hasNetwork = true
        server.dropConnections()
        timers.set(.networkSettled, at: clock.now().steady + Self.timeForNetworksToSettle)
        setAlarm()
    }

    /// Notes that there is no network any more. Only servers on this machine are asked until one comes up.
    package func networkWentAway() {
        presence.hasNetwork = false
        server.dropConnections()
        for id in links.keys where !mayAsk(id) { timers.cancel(.poll(enrollment: id)) }
        setAlarm()
    }

    /// Asks every server, even if the next attempt would be much later. Servers that are still unreachable are asked
    /// with the shortest pause again, because a network is often up before its servers can be reached.
    func networkSettled() {
        for id in links.keys { links[id]?.networkSettled() }
        askServers()
        enrollments.deregistrations.failures = 0
        spawn { engine in await engine.sendDeregistrations() }
    }

    /// Notes that the machine is about to sleep. A server would keep its end of each connection open until it times out.
    package func machineSleeps() {
        server.dropConnections()
    }

    /// Notes that the machine woke. Its network may need a moment.
    package func machineWoke() {
        server.dropConnections()
        timers.set(.networkSettled, at: clock.now().steady + Self.timeForNetworksToSettle)
        setAlarm()
    }

    // MARK: What is shown

    /// How sign-ins of an enrollment reach this machine.
    func delivery(of enrollment: String) -> DeliveryState {
        let now = clock.now()
        let schedule = links[enrollment]?.schedule
        let next = timers.time(of: .poll(enrollment: enrollment)).map { now.wall + ($0 - now.steady) }
        return DeliveryState(
            lastPushAt: schedule?.lastPush, lastPollAt: schedule?.lastPoll, nextPollAt: next,
            interval: pollInterval(of: enrollment))
    }
}

extension Enrollment {
    /// Whether its server is on this machine, so that no network is needed to ask it.
    var isOnThisMachine: Bool { ServerURL(baseURL).map { ProxyExceptions.isLoopback($0.host) } ?? false }
}

extension PendingReply {
    fileprivate var outcome: ServerLink.PollOutcome {
        switch self {
        case .listed: .listed
        case .noSuchList: .noList
        case .refused, .unavailable: .failed
        }
    }
}
