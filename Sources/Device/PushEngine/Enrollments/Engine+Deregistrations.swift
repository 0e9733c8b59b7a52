import PushExchange
import PushStore
import VerificationClient

/// Telling servers of devices that were given up here. Nobody waits for it: the device is given up either way.
extension Engine {
    private static let mostDeregistrations = 64
    /// A server that is away for longer is not told: the credentials that this takes are kept no longer.
    private static let longestDeregistration = Duration.seconds(7 * 86_400)

    /// Sends all that is to be sent, one after the other; what can't be sent now is sent later.
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

    /// - Returns: whether there is nothing more to send of it.
    private func send(_ deregistration: Deregistration) async -> Bool {
        // Set before the claim is made: what enrolls the device from here on has to wait, and what did before is seen by it.
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
        let reply = await server.unenroll(at: deregistration.endpoint)
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

    /// A device that was given up and is enrolled again: the server should learn of the first before the second.
    func sendDeregistrations(before link: EnrollmentLink) async {
        let waits = try? await store.read { snapshot in
            guard let deviceID = try snapshot.deviceID() else { return false }
            return try snapshot.deregistrations().contains {
                $0.concerns(baseURL: link.baseURL, sub: link.sub, deviceID: deviceID)
            }
        }
        if waits == true { await sendDeregistrations() }
    }

    /// Returns when no server is being told that this device is given up.
    func waitForDeregistration(baseURL: String, sub: String) async {
        while let underWay = enrollments.deregistrations.underWay, underWay.baseURL == baseURL, underWay.sub == sub {
            await withCheckedContinuation { gates.wait(for: .deregistration, $0) }
        }
    }
}
