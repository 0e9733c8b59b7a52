package import PushExchange
import PushStore
import VerificationClient

/// Enrollments by a link, as on a phone: the scan, and the number.
extension Engine {
    private static let mostOpenScans = 16

    /// Scans a link: the server registers this device, and returns the numbers. If the link was scanned before, nothing
    /// is sent.
    /// - Parameters:
    ///   - link: untrusted.
    ///   - plan: the server, which must have been checked, and what else is decided.
    /// - Returns: the scan, with the numbers; or the earlier scan of the link, in its present state.
    /// - Throws: ``EngineRefusal``.
    package func scan(
        _ link: EnrollmentLink, _ plan: EnrollmentPlan
    ) async throws(EngineRefusal) -> EnrollmentScan {
        guard !isStopping else { throw .unavailable(.stopping) }
        await sendDeregistrations(beforeEnrollingAt: plan.baseURL, sub: link.sub)
        await waitForDeregistration(baseURL: plan.baseURL, sub: link.sub)
        let (id, now) = (makeID(), clock.now().wall)
        let newIDs = (device: Secret(makeID()), push: Secret(makeID()))
        let scan = try await change { transaction in
            if let known = try transaction.now.scan(of: link, at: plan.baseURL) { return Change(known) }
            if let sub = link.sub {
                try transaction.seeThatNothingIsEnrolled(
                    tenantKey: link.tenantKey ?? "", sub: sub, baseURL: plan.baseURL)
            }
            let open = try transaction.now.openScans()
            guard open.count < Self.mostOpenScans else { throw EngineRefusal.tooManyScans }
            let device = try transaction.device(for: plan, otherwise: newIDs)
            let scan = EnrollmentScan(id: id, of: link, plan, device: device, at: now)
            try transaction.put(scan)
            return Change(scan, label: "scan/scanning")
        }
        guard scan.state == .scanning else { return scan }
        guard enrollments.scans.begin(scan.id) else { throw .decision(.wrongState(.linkBeingScanned)) }
        return try await send(scan)
    }

    private func send(_ scan: EnrollmentScan) async throws(EngineRefusal) -> EnrollmentScan {
        guard let endpoint = scan.endpoint.map({ prepared($0, for: .scan) }), let linkID = scan.linkID else {
            throw .noSuchScan
        }
        requests.begin()
        let reply = await server.scan(linkID, at: endpoint)
        learnPaths(of: reply, to: .scan, at: endpoint)
        defer { requests.end() }
        switch reply.value {
        case .notSent(let failure):
            // The scan may have arrived in an earlier attempt; otherwise nothing has happened.
            if !scan.isInDoubt { _ = try? await change { Change(try $0.deleteScan(scan.id)) } }
            enrollments.scans.end(scan.id)
            throw .unreachable(failure, .nothing)
        case .outcomeUnknown(let failure):
            _ = await takeScan(.outcomeUnknown, of: scan.id)
            throw .unreachable(failure, .linkMayBeTaken)
        case .answered(let answer):
            return try await ended(takeScan(.answered(answer, lifetime: lifetime(of: answer, reply.date)), of: scan.id))
        case .refused(let failure):
            return try await ended(takeScan(.refused(failure), of: scan.id))
        }
    }

    /// The scan, or the error that it ended with.
    func ended(_ scan: EnrollmentScan?) throws(EngineRefusal) -> EnrollmentScan {
        guard let scan else { throw storeFailure.map { .unavailable(.store($0)) } ?? .noSuchScan }
        switch scan.state {
        case .scanning, .scanned, .verifying, .enrolled: return scan
        case .refused: throw scan.failure.map { .refused($0) } ?? .noSuchScan
        case .unresolved: throw scan.failure.map { .unresolved($0) } ?? .noSuchScan
        case .expired: throw .decision(.expired)
        case .cancelled: throw .decision(.wrongState(.scanCancelled))
        }
    }

    // MARK: Giving up

    private static let attemptsToCancel = 3

    /// Gives up an enrollment that is not completed, and tells its server, so that the web page need not show the link
    /// any longer. If the server can't be reached in a few attempts, the link expires there by itself.
    /// - Throws: ``EngineRefusal``; nothing has changed then.
    package func cancelScan(_ id: String) async throws(EngineRefusal) {
        let known = try await scan(id)
        guard known.state != .verifying else { throw .decision(.wrongState(.numberUnderWay)) }
        guard known.state.isOpen else { throw .decision(.wrongState(.scanEnded)) }
        let after = await takeScan(.cancelled, of: known.id)
        guard after?.state == .cancelled else { throw .decision(.wrongState(.scanEnded)) }
        guard let endpoint = known.endpoint, let exchangeID = known.currentID else { return }
        await tellCancelled(exchangeID, prepared(endpoint, for: .cancelEnrollment), attempts: Self.attemptsToCancel)
    }

    private func tellCancelled(_ exchangeID: Secret<String>, _ endpoint: Endpoint, attempts: Int) async {
        requests.begin()
        defer { requests.end() }
        for _ in 0..<attempts where !isStopping {
            let reply = await server.cancelEnrollment(exchangeID, at: endpoint)
            learnPaths(of: reply, to: .cancelEnrollment, at: endpoint)
            switch reply.value {
            case .taken, .refused, .notSupported: return
            // It ends nothing that is not ended already, so it can be sent again.
            case .notSent, .outcomeUnknown: continue
            }
        }
    }

    private func lifetime(of answer: StepAnswer, _ date: Timestamp?) -> Duration {
        // The lifetime is by the server's clock, so an error of ours does not matter.
        answer.expiresAt.map { $0 - (date ?? clock.now().wall) } ?? EnrollmentScan.longestLifetime
    }

    // MARK: Looking

    /// The scan with an id, or with the only id that has this prefix. One that has become an enrollment is returned as
    /// `enrolled`.
    /// - Throws: ``EngineRefusal``.
    package func scan(_ id: String) async throws(EngineRefusal) -> EnrollmentScan {
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
