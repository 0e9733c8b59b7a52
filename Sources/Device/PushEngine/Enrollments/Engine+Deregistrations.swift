import PushExchange
import PushStore
import VerificationClient

/// Sends the deregistrations of removed enrollments to their servers. No caller waits for that: the enrollment is
/// removed in any case.
extension Engine {
    private static let mostDeregistrations = 64
    /// After this time a deregistration is dropped, so that the credentials it needs are not stored for longer.
    private static let longestDeregistration = Duration.seconds(7 * 86_400)

    /// Sends all deregistrations, one after the other. Those that can't be sent now are sent later.
    func sendDeregistrations() async {
        guard !isStopping, enrollments.deregistrations.begin() else { return }
        var isDone: Bool
        repeat {
            await forgetOldDeregistrations()
            isDone = true
            for deregistration in (try? await store.read { try $0.deregistrations() }) ?? [] where !isStopping {
                isDone = await send(deregistration) && isDone
            }
        } while enrollments.deregistrations.endRound()
        planDeregistrations(isDone: isDone)
    }

    private func planDeregistrations(isDone: Bool) {
        enrollments.deregistrations.failures = isDone ? 0 : enrollments.deregistrations.failures + 1
        guard !isDone, !isStopping else { return timers.cancel(.deregistrations) }
        let pause = Backoff.poll(failures: enrollments.deregistrations.failures, jitter: jitter())
        timers.set(.deregistrations, at: clock.now().steady + pause)
        setAlarm()
    }

    /// - Returns: whether it is settled, so that it need not be sent again.
    private func send(_ deregistration: Deregistration) async -> Bool {
        // This is set before the claim is made. A later enrollment of the device waits for it, and an earlier one is
        // found by the claim.
        enrollments.deregistrations.underWay = deregistration
        defer {
            enrollments.deregistrations.underWay = nil
            gates.open(.deregistration)
        }
        switch try? await commit({ Change(try $0.claim(deregistration)) }) {
        case .send: return await sendClaimed(deregistration)
        case .gone: return true
        case .later, nil: return false
        }
    }

    private func sendClaimed(_ deregistration: Deregistration) async -> Bool {
        var request = DurableRequest(.deregistration, state: .waiting)
        _ = request.apply(.pauseOver)
        requests.begin()
        let endpoint = prepared(deregistration.endpoint, for: .unenroll)
        let reply = await server.unenroll(at: endpoint)
        learnPaths(of: reply, to: .unenroll, at: endpoint)
        requests.end()
        _ = request.apply(DurableRequest.Event(reply.value))
        switch request.state {
        case .sending, .waiting, .settling: return false
        case .done, .notTaken, .lost: journal(.deregistered(enrollment: deregistration.enrollment))
        case .refused(let failure):
            journal(.deregistrationRefused(enrollment: deregistration.enrollment, failure))
        }
        let number = deregistration.number
        return (try? await commit { Change(try $0.deleteDeregistration(number), label: "farewell") }) != nil
    }

    private func forgetOldDeregistrations() async {
        let oldest = clock.now().wall + (.zero - Self.longestDeregistration)
        let stored = (try? await store.read { try $0.deregistrations() }) ?? []
        guard stored.count > Self.mostDeregistrations || stored.contains(where: { $0.givenUpAt < oldest }) else {
            return
        }
        let forgotten = try? await commit { transaction in
            Change(try transaction.pruneDeregistrations(keeping: Self.mostDeregistrations, givenUpSince: oldest))
        }
        guard let forgotten, forgotten > 0 else { return }
        journal(.deregistrationsForgotten(forgotten))
    }

    // MARK: Before the same device is enrolled again

    /// Sends the deregistration of a device that is about to be enrolled again, so that the server gets it first.
    func sendDeregistrations(beforeEnrollingAt baseURL: String, sub: String?) async {
        let waits = try? await store.read { snapshot in
            guard let deviceID = try snapshot.deviceID() else { return false }
            return try snapshot.deregistrations().contains {
                $0.concerns(baseURL: baseURL, sub: sub, deviceID: deviceID)
            }
        }
        if waits == true { await sendDeregistrations() }
    }

    /// Waits until no deregistration of this device is being sent.
    func waitForDeregistration(baseURL: String, sub: String?) async {
        while let underWay = enrollments.deregistrations.underWay, underWay.baseURL == baseURL,
            sub == nil || underWay.sub == sub
        {
            await withCheckedContinuation { gates.wait(for: .deregistration, $0) }
        }
    }
}
