import PushExchange
import PushStore

/// The events of scans, and what follows from them.
extension Engine {
    private static let mostEndedScans = 16

    /// Applies an event to a scan, and acts on its new state. An event that can't be committed now is kept: it may
    /// contain what the next step needs.
    /// - Returns: `nil` if it is not stored yet, or if there is no such scan any more.
    @discardableResult
    func takeScan(_ event: EnrollmentScan.Event, of id: String) async -> EnrollmentScan? {
        let now = clock.now().wall
        do {
            let result = try await commit { transaction in
                try transaction.apply(event, toScan: id, at: now, keeping: Self.mostEndedScans)
            }
            enrollments.scans.end(id)
            if let enrollment = result.enrollment { await takeUpScanned(enrollment) }
            if let scan = result.scan, result.isChanged || event == .resumed { follow(scan) }
            return result.scan
        } catch {
            keep(.scan(event, of: id))
            return nil
        }
    }

    /// Starts to serve an enrollment that a scan has become, and finds out whose account it is before anyone is told.
    private func takeUpScanned(_ enrollment: Enrollment) async {
        addLink(for: enrollment, skew: .zero)
        // A server that took the number knows the device.
        note(nil, from: enrollment.id, date: nil, isPendingList: true)
        await learnAccount(of: enrollment.id, isNew: true)
        _ = takeUp(enrollments[enrollment.id]?.enrollment ?? enrollment)
    }

    /// Acts on the state of a scan that is stored.
    func follow(_ scan: EnrollmentScan) {
        exchanges.callers.note(scan)
        let expiry = clock.now().steady + (scan.expiresAt - clock.now().wall)
        switch scan.state {
        case .scanning, .scanned: timers.set(.scanDeadline(scan.id), at: expiry)
        case .verifying:
            timers.set(.scanDeadline(scan.id), at: expiry + EnrollmentScan.timeToSettle)
            scan.isInDoubt ? settle(scan) : sendNumber(of: scan)
        case .enrolled, .refused, .expired, .unresolved, .cancelled:
            timers.cancelAll(ofScan: scan.id)
            enrollments.scans.forget(scan.id)
            if scan.state != .enrolled { journal(.scanEnded(scan)) }
        }
        setAlarm()
    }

    /// Continues the scans that were open when the daemon ended.
    func resumeScans() async {
        guard let open = try? await store.read({ try $0.openScans() }) else { return }
        for scan in open { await takeScan(.resumed, of: scan.id) }
    }
}
