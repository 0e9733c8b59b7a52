package import PushExchange
import PushStore
import VerificationClient

/// The number by which an enrollment is confirmed: taken from the user, sent once, and asked about where its answer is lost.
extension Engine {
    /// Takes the number that the web page shows, and waits for its outcome. It goes on also if the caller does not wait.
    /// - Returns: the scan after that; `verifying` where it is still under way.
    package func choose(
        _ number: Secret<String>, of id: String, patience: Duration
    ) async throws(EngineRefusal) -> EnrollmentScan {
        guard !stopping else { throw .unavailable(.stopping) }
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
        guard scan.state == .verifying, patience > .zero else { return try ended(scan) }
        await waitForScan(scan.id, patience: patience)
        let after = try await self.scan(scan.id)
        guard after.state != .scanned else {
            throw .unreachable(scanning.numberFailures[scan.id], .nothing)
        }
        return try ended(after)
    }

    private func waitForScan(_ id: String, patience: Duration) async {
        await wait(patience: patience) { engine, waiter, continuation in
            engine.waiters.add(waiter, for: nil, of: id, continuation)
        } look: { engine in
            guard let scan = try? await engine.scan(id) else { return }
            engine.waiters.hear(of: scan)
        }
    }

    func sendNumber(of scan: EnrollmentScan) {
        guard let endpoint = scan.endpoint, let id = scan.currentID, let number = scan.number else { return }
        requestsUnderWay += 1
        spawn { engine in
            let reply = await engine.server.enroll(number, exchangeID: id, at: endpoint)
            switch reply.value {
            case .answered(let answer): await engine.takeScan(.answered(answer, lifetime: .zero), of: scan.id)
            case .refused(let failure): await engine.takeScan(.refused(failure), of: scan.id)
            case .notSent(let failure):
                engine.scanning.numberFailures[scan.id] = failure
                await engine.takeScan(.notSent, of: scan.id)
            case .outcomeUnknown: await engine.takeScan(.outcomeUnknown, of: scan.id)
            }
            engine.requestsUnderWay -= 1
            engine.releaseIfIdle()
        }
    }

    /// Asks whether the server took a number: whom it knows, it gives a pending list, and that changes nothing there.
    func settleScan(_ id: String) async {
        guard let scan = try? await store.read({ try $0.scan(id) }), scan.state == .verifying, scan.isInDoubt,
            let endpoint = scan.endpoint
        else { return }
        requestsUnderWay += 1
        let reply = await server.pendingList(at: endpoint)
        switch reply.value {
        case .listed: await takeScan(.deviceLearnt(isKnown: true), of: id)
        case .refused: await takeScan(.deviceLearnt(isKnown: false), of: id)
        case .noSuchList, .unavailable:
            scanning.failures[id, default: 0] += 1
            settleLater(id)
        }
        requestsUnderWay -= 1
        releaseIfIdle()
    }

    func settleLater(_ id: String) {
        guard !stopping else { return }
        let failures = scanning.failures[id] ?? 0
        let pause = failures == 0 ? .zero : Backoff.pause(failures: failures, atLeast: nil, jitter: .random(in: 0...1))
        schedule.set(.scan(id), at: clock.now().steady + pause)
        setAlarm()
    }
}
