import PushExchange

/// What to do while a server is away, and when it is back.
///
/// Its pending list is all that it is asked for then, by one request at a time: that changes nothing there, however it ends.
/// What the exchanges wait to do waits for its answer. What is new is not held back: a push that comes, and above all what a
/// user decides, is tried at once, and is often the first to notice that the server is back.
extension Engine {
    private static let timeToSettle = Duration.seconds(2)

    /// Does what an exchange has paused for, unless its server is away or has asked to be left alone.
    func performIfPossible(_ id: String) {
        guard let agenda = agendas[id], let next = agenda.next else { return }
        let now = clock.now().steady
        let server = enrolled[agenda.enrollment]
        if server?.health.reachable == false {
            agendas[id]?.waitsForServer = true
            let pause = Backoff.pause(failures: server?.failedProbes ?? 0, atLeast: nil, jitter: .random(in: 0...1))
            schedule.setNoLater(.probe(enrollment: agenda.enrollment), than: now + pause)
        } else if let time = server?.leftAloneUntil, time > now {
            schedule.set(.request(exchange: id), at: time + Backoff.spread(jitter: .random(in: 0...1)))
        } else {
            perform(next, of: id)
        }
    }

    /// The server answers: what waited for it, or would only have been tried after a long pause, is tried soon.
    func releaseWhatWaits(for enrollment: String) {
        let now = clock.now().steady
        for (id, agenda) in agendas where agenda.enrollment == enrollment && agenda.isHeldUp {
            agendas[id]?.waitsForServer = false
            let pause = Backoff.spread(jitter: .random(in: 0...1))
            schedule.setNoLater(.request(exchange: id), than: now + pause)
        }
        setAlarm()
    }

    /// Asks a server that was away whether it is back.
    func probe(_ enrollment: String) {
        // The one under way plans the next, should it fail.
        guard enrolled[enrollment]?.probesUnderWay == 0 else { return }
        spawn { engine in await engine.refresh(enrollment) }
    }

    /// After its pending list was fetched, or could not be. It is asked again, ever less often, until it answers: nothing
    /// else would tell that it is back.
    func planProbe(of enrollment: String, failed: Bool) {
        guard failed, !stopping else {
            enrolled[enrollment]?.failedProbes = 0
            schedule.cancel(.probe(enrollment: enrollment))
            return setAlarm()
        }
        enrolled[enrollment]?.failedProbes += 1
        guard let failures = enrolled[enrollment]?.failedProbes else { return }
        setProbe(of: enrollment, failures: failures)
    }

    func setProbe(of enrollment: String, failures: Int) {
        guard !stopping else { return }
        let now = clock.now().steady
        let isAway = enrolled[enrollment]?.health.reachable == false
        let jitter = Double.random(in: 0...1)
        let pause =
            isAway && agendas.values.contains { $0.enrollment == enrollment }
            ? Backoff.pause(failures: failures, atLeast: nil, jitter: jitter)
            : Backoff.probe(failures: failures, jitter: jitter)
        let earliest = enrolled[enrollment]?.leftAloneUntil ?? now
        schedule.set(.probe(enrollment: enrollment), at: max(now + pause, earliest))
        setAlarm()
    }

    // MARK: The network

    /// A network came up: what was sent meanwhile may be waiting at the servers. One event rarely comes alone, so this
    /// waits for the last of them.
    package func networkCameUp() {
        schedule.set(.networkSettled, at: clock.now().steady + Self.timeToSettle)
        setAlarm()
    }

    /// Asks every server, however long the pause before the next try would have been; and where one is still away, again
    /// from the shortest pause on, since a network is often up before the way to a server is.
    func networkSettled() {
        for enrollment in enrolled.keys { enrolled[enrollment]?.failedProbes = 0 }
        spawn { engine in _ = await engine.refreshAll() }
        farewells.failures = 0
        spawn { engine in await engine.tellFarewells() }
    }
}

extension Agenda {
    /// Whether it would do something now, had nothing failed.
    fileprivate var isHeldUp: Bool {
        guard let next else { return false }
        return waitsForServer || failures > 0 || next == .retry
    }
}
