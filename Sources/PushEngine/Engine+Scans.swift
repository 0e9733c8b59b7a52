import Logging
public import PushExchange
import PushStore
import PushVerifier

/// What the engine knows of scans beside the database.
struct ScanningState {
    /// Links that are on their way to their server: once at a time.
    var underWay: Set<String> = []
    /// Failed requests in a row, for each number in doubt.
    var failures: [String: Int] = [:]
    /// Why a number could not be sent.
    var troubles: [String: String] = [:]
    /// What could not be committed.
    var stalled: [(id: String, event: EnrollmentScan.Event)] = []

    mutating func forget(_ id: String) {
        underWay.remove(id)
        failures[id] = nil
        troubles[id] = nil
    }

    mutating func takeStalled() -> [(String, EnrollmentScan.Event)] {
        defer { stalled = [] }
        return stalled
    }
}

/// Enrolling by a link, as a phone does it: the scan, and the number.
extension Engine {
    private static let mostOpenScans = 16
    private static let mostEndedScans = 16

    /// Scans a link: the server learns of this device, and gives the numbers. A link that was scanned before is as it was
    /// then, and nothing is sent.
    public func scan(
        _ link: EnrollmentLink, name: String?, pathSet: PathSet
    ) async throws(EngineRefusal) -> EnrollmentScan {
        guard !stopping else { throw .unavailable("the daemon is stopping; try again when it is back") }
        await tellFarewells(before: link)
        let (id, now) = (makeID(), clock.now().wall)
        let newIDs = (device: Secret(makeID()), push: Secret(makeID()))
        let scan = try await change { transaction in
            if let known = try transaction.now.scan(of: link) { return Change(known) }
            try transaction.seeThatNothingIsEnrolled(tenantKey: link.tenantKey, sub: link.sub)
            let open = try transaction.now.openScans()
            guard open.count < Self.mostOpenScans else { throw EngineRefusal.tooManyScans }
            let device = try transaction.device(for: link, otherwise: newIDs)
            let scan = EnrollmentScan(id: id, name: name, link: link, pathSet: pathSet, device: device, at: now)
            try transaction.put(scan)
            return Change(scan, label: "scan/scanning")
        }
        guard scan.state == .scanning else { return scan }
        guard scanning.underWay.insert(scan.id).inserted else {
            throw .decision(.wrongState("this link is being scanned already; wait for its answer"))
        }
        return try await send(scan)
    }

    /// A device that was given up and is enrolled again: the server should know the first before it hears of the second.
    private func tellFarewells(before link: EnrollmentLink) async {
        let waits = try? await store.read { snapshot in
            guard let deviceID = try snapshot.deviceID() else { return false }
            return try snapshot.farewells().contains {
                $0.concerns(baseURL: link.baseURL, sub: link.sub, deviceID: deviceID)
            }
        }
        if waits == true { await tellFarewells() }
    }

    private func send(_ scan: EnrollmentScan) async throws(EngineRefusal) -> EnrollmentScan {
        guard let endpoint = scan.endpoint, let linkID = scan.linkID else { throw .noSuchScan }
        requestsUnderWay += 1
        let reply = await server.scan(linkID, at: endpoint)
        requestsUnderWay -= 1
        defer { releaseIfIdle() }
        switch reply.value {
        case .notSent(let trouble):
            // It may have arrived before; else nothing has happened.
            if !scan.isInDoubt { _ = try? await change { Change(try $0.deleteScan(scan.id)) } }
            scanning.underWay.remove(scan.id)
            throw .unreachable(trouble.detail)
        case .outcomeUnknown(let trouble):
            _ = await takeScan(.outcomeUnknown, of: scan.id)
            throw .unreachable("\(trouble.detail); give the link again to see whether it was taken")
        case .answered(let answer):
            return try await ended(takeScan(.answered(answer, lifetime: lifetime(of: answer, reply.date)), of: scan.id))
        case .refused(let failure):
            return try await ended(takeScan(.refused(failure), of: scan.id))
        }
    }

    /// The scan after a step, or what it ended with.
    private func ended(_ scan: EnrollmentScan?) throws(EngineRefusal) -> EnrollmentScan {
        guard let scan else { throw storeTrouble.map { .unavailable($0) } ?? .noSuchScan }
        switch scan.state {
        case .scanning, .scanned, .verifying, .enrolled: return scan
        case .refused: throw scan.failure.map { .refused($0) } ?? .noSuchScan
        case .unresolved: throw scan.failure.map { .unresolved($0) } ?? .noSuchScan
        case .expired: throw .decision(.expired)
        }
    }

    private func lifetime(of answer: StepAnswer, _ date: Timestamp?) -> Duration {
        // By the server's clock, so that a wrong one here does not matter.
        answer.expiresAt.map { $0 - (date ?? clock.now().wall) } ?? EnrollmentScan.longestLifetime
    }

    // MARK: The number

    /// Takes the number that the web page shows, and waits for its outcome. It goes on also if the caller does not wait.
    /// - Returns: the scan after that; `verifying` where it is still under way.
    public func choose(
        _ number: Secret<String>, of id: String, patience: Duration
    ) async throws(EngineRefusal) -> EnrollmentScan {
        guard !stopping else { throw .unavailable("the daemon is stopping; try again when it is back") }
        let known = try await scan(id)
        guard known.state.isOpen else { return try ended(known) }
        let now = clock.now().wall
        let (scan, starts) = try await change { transaction in
            guard var scan = try transaction.now.scan(known.id) else { throw EngineRefusal.noSuchScan }
            guard try scan.choose(number, at: now) else { return Change((scan, false)) }
            try transaction.put(scan)
            return Change((scan, true), label: "scan/verifying")
        }
        if starts { follow(scan) }
        guard scan.state == .verifying, patience > .zero else { return try ended(scan) }
        await waitForScan(scan.id, patience: patience)
        let after = try await self.scan(scan.id)
        guard after.state != .scanned else {
            throw .unreachable(scanning.troubles[scan.id] ?? "the number was not sent")
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

    private func sendNumber(of scan: EnrollmentScan) {
        guard let endpoint = scan.endpoint, let id = scan.currentID, let number = scan.number else { return }
        requestsUnderWay += 1
        spawn { engine in
            let reply = await engine.server.enroll(number, exchangeID: id, at: endpoint)
            switch reply.value {
            case .answered(let answer): await engine.takeScan(.answered(answer, lifetime: .zero), of: scan.id)
            case .refused(let failure): await engine.takeScan(.refused(failure), of: scan.id)
            case .notSent(let trouble):
                engine.scanning.troubles[scan.id] = trouble.detail
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

    private func settleLater(_ id: String) {
        guard !stopping else { return }
        let failures = scanning.failures[id] ?? 0
        let pause = failures == 0 ? .zero : Backoff.pause(failures: failures, atLeast: nil, jitter: .random(in: 0...1))
        schedule.set(.scan(id), at: clock.now().steady + pause)
        setAlarm()
    }

    // MARK: Events

    /// Has a scan take an event, and acts on what it is then. One that can't be committed now is kept: it may hold what
    /// the next step needs.
    /// - Returns: `nil` where it is not stored yet, or there is no such scan any more.
    @discardableResult
    func takeScan(_ event: EnrollmentScan.Event, of id: String) async -> EnrollmentScan? {
        let now = clock.now().wall
        do {
            let result = try await commit { transaction in
                try transaction.apply(event, toScan: id, at: now, keeping: Self.mostEndedScans)
            }
            scanning.underWay.remove(id)
            if let enrollment = result.enrollment { _ = takeUp(enrollment) }
            if let scan = result.scan, result.isChanged || event == .resumed { follow(scan) }
            return result.scan
        } catch {
            scanning.stalled.append((id, event))
            writeAgainSoon()
            return nil
        }
    }

    /// Acts on a scan that is stored as it is.
    private func follow(_ scan: EnrollmentScan) {
        waiters.hear(of: scan)
        let left = scan.expiresAt - clock.now().wall
        switch scan.state {
        case .scanning, .scanned: schedule.set(.scanDeadline(scan.id), at: clock.now().steady + left)
        case .verifying:
            schedule.set(.scanDeadline(scan.id), at: clock.now().steady + left + EnrollmentScan.timeToSettle)
            if scan.isInDoubt { settleLater(scan.id) } else { sendNumber(of: scan) }
        case .enrolled, .refused, .expired, .unresolved:
            schedule.cancel(.scan(scan.id))
            schedule.cancel(.scanDeadline(scan.id))
            scanning.forget(scan.id)
            if scan.state != .enrolled { log(scan) }
        }
        setAlarm()
    }

    private func log(_ scan: EnrollmentScan) {
        let words = scan.failure.map { ": \($0.detail)" } ?? ""
        logger.notice(
            "the enrollment at \(scan.baseURL) is \(scan.state.rawValue)\(words)",
            metadata: ["event": "scan_ended", "scan": "\(scan.id)", "state": "\(scan.state.rawValue)"])
    }

    /// Takes up what was open when the daemon ended.
    func resumeScans() async {
        guard let open = try? await store.read({ try $0.openScans() }) else { return }
        for scan in open { await takeScan(.resumed, of: scan.id) }
    }

    // MARK: Looking

    /// A scan by its id or by an unambiguous beginning of it; as enrolled, also where it has become an enrollment.
    public func scan(_ id: String) async throws(EngineRefusal) -> EnrollmentScan {
        let found = try await look { snapshot -> EnrollmentScan? in
            if let scan = try snapshot.scan(id) { return scan }
            let enrollments = try snapshot.enrollments()
            let ids = try snapshot.scanIDs(beginningWith: id) + enrollments.map(\.id).filter { $0.hasPrefix(id) }
            let only = ids.contains(id) ? id : try Self.only(of: ids, for: id, missing: .noSuchScan)
            let enrolled = enrollments.first { $0.id == only }.map { EnrollmentScan($0) }
            return try enrolled ?? snapshot.scan(only)
        }
        guard let found else { throw .noSuchScan }
        return found
    }
}
