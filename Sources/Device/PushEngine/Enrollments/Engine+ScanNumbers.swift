package import PushExchange
import PushStore
import VerificationClient

/// The number by which an enrollment is confirmed: taken from the user, sent once, and asked about where its answer is lost.
extension Engine {
    /// Takes the number that the web page shows, and waits for its outcome. It goes on also if the caller does not wait.
    /// - Parameters:
    ///   - number: what the user picked or typed.
    ///   - id: the scan, whole or a prefix of it.
    ///   - timeout: how long to wait at the most.
    /// - Returns: the scan after that; `verifying` where it is still under way.
    /// - Throws: ``EngineRefusal``: the number was not sent, or what the enrollment ended with.
    package func choose(
        _ number: Secret<String>, of id: String, timeout: Duration
    ) async throws(EngineRefusal) -> EnrollmentScan {
        guard !isStopping else { throw .unavailable(.stopping) }
        let known = try await scan(id)
        guard known.state.isOpen else { return try ended(known) }
        let now = clock.now().wall
        let (scan, starts) = try await change { transaction in
            guard var scan = try transaction.now.scan(known.id) else {
                // It may have been enrolled since it was looked at.
                guard let enrollment = try transaction.now.enrollment(known.id) else { throw EngineRefusal.noSuchScan }
                return Change((EnrollmentScan(enrollment), false))
            }
            guard try scan.choose(number, at: now) else { return Change((scan, false)) }
            try transaction.put(scan)
            return Change((scan, true), label: "scan/verifying")
        }
        if starts { follow(scan) }
        guard scan.state == .verifying, timeout > .zero else { return try ended(scan) }
        await waitForScan(scan.id, timeout: timeout)
        let after = try await self.scan(scan.id)
        guard after.state != .scanned else {
            throw .unreachable(enrollments.scans.failure(of: scan.id), .nothing)
        }
        return try ended(after)
    }

    private func waitForScan(_ id: String, timeout: Duration) async {
        await wait(timeout: timeout) { engine, caller, continuation in
            engine.exchanges.callers.add(caller, for: nil, of: id, continuation)
        } look: { engine in
            guard let scan = try? await engine.scan(id) else { return }
            engine.exchanges.callers.note(scan)
        }
    }

    func sendNumber(of scan: EnrollmentScan) {
        guard let endpoint = scan.endpoint, let id = scan.currentID, let number = scan.number else { return }
        enrollments.scans.forgetNumber(of: scan.id)
        requests.begin()
        spawn { engine in
            let reply = await engine.server.enroll(number, exchangeID: id, at: endpoint)
            switch reply.value {
            case .answered(let answer): await engine.takeScan(.answered(answer, lifetime: .zero), of: scan.id)
            case .refused(let failure): await engine.takeScan(.refused(failure), of: scan.id)
            case .notSent(let failure):
                engine.enrollments.scans.noteFailure(failure, of: scan.id)
                await engine.takeScan(.notSent, of: scan.id)
            case .outcomeUnknown: await engine.takeScan(.outcomeUnknown, of: scan.id)
            }
            engine.requests.end()
        }
    }

    /// Asks, at once and then with pauses, whether the server took a number.
    func settle(_ scan: EnrollmentScan) {
        guard !isStopping else { return }
        enrollments.scans.settle(scan)
        timers.setNoLater(.scanRequest(scan.id), than: clock.now().steady)
    }

    /// A device that the server knows is given its pending list; that changes nothing there.
    func settleScan(_ id: String) async {
        guard let scan = try? store.readNow({ try $0.scan(id) }), scan.state == .verifying, scan.isInDoubt,
            let endpoint = scan.endpoint
        else { return }
        requests.begin()
        let reply = await server.pendingList(at: endpoint)
        switch reply.value {
        case .listed: await takeScan(.deviceLearnt(isKnown: true), of: id)
        case .refused: await takeScan(.deviceLearnt(isKnown: false), of: id)
        case .noSuchList, .unavailable: settleLater(id)
        }
        requests.end()
    }

    private func settleLater(_ id: String) {
        guard !isStopping else { return }
        let failures = enrollments.scans.noteNotSettled(id)
        let pause = Backoff.pause(failures: failures, atLeast: nil, jitter: jitter())
        timers.set(.scanRequest(id), at: clock.now().steady + pause)
        setAlarm()
    }
}
