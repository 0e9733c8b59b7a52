package import PushExchange
import PushStore
import VerificationClient

/// The number that confirms an enrollment. It is taken from the user, sent once, and asked about if its answer is lost.
extension Engine {
    /// Sends the number that the web page shows, and waits for its outcome. It continues even if the caller stops
    /// waiting.
    /// - Parameters:
    ///   - number: what the user chose or typed.
    ///   - id: the id of the scan, or a prefix of it.
    ///   - timeout: how long to wait at most.
    /// - Returns: the scan afterwards; `verifying` if there is no outcome yet.
    /// - Throws: ``EngineRefusal``: the number was not sent, or the enrollment ended without success.
    package func choose(
        _ number: Secret<String>, of id: String, timeout: Duration
    ) async throws(EngineRefusal) -> EnrollmentScan {
        guard !isStopping else { throw .unavailable(.stopping) }
        let known = try await scan(id)
        guard known.state.isOpen else { return try ended(known) }
        let now = clock.now().wall
        let (scan, starts) = try await change { transaction in
            guard var scan = try transaction.now.scan(known.id) else {
                // The scan may have become an enrollment in the meantime.
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
        guard let unprepared = scan.endpoint, let id = scan.currentID, let number = scan.number else { return }
        let endpoint = prepared(unprepared, for: .enroll)
        enrollments.scans.forgetNumber(of: scan.id)
        requests.begin()
        spawn { engine in
            let reply = await engine.server.enroll(number, exchangeID: id, at: endpoint)
            engine.learnPaths(of: reply, to: .enroll, at: endpoint)
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

    /// Asks for the pending list. The server only returns it to a device that it knows, and the request changes
    /// nothing.
    func settleScan(_ id: String) async {
        guard let scan = try? store.readNow({ try $0.scan(id) }), scan.state == .verifying, scan.isInDoubt,
            let endpoint = scan.endpoint.map({ prepared($0, for: .pendingList) })
        else { return }
        requests.begin()
        let reply = await server.pendingList(at: endpoint)
        learnPaths(of: reply, to: .pendingList, at: endpoint)
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
