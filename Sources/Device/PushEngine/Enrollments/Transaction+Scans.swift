import PushExchange
import PushStore

/// What an event changed in a scan.
struct ScanResult: Sendable {
    /// The scan after the event; `nil` if there is no such scan any more.
    var scan: EnrollmentScan?
    var isChanged = false
    /// The enrollment that it has become, if it has.
    var enrollment: Enrollment?
}

extension Transaction {
    /// Applies an event to a scan. One that succeeds becomes an enrollment in the same transaction.
    /// - Parameters:
    ///   - event: what happened.
    ///   - id: the id of the scan.
    ///   - now: the time.
    ///   - count: how many ended scans are kept.
    /// - Returns: the scan after the event, and the enrollment that it has become.
    /// - Throws: an error of the database.
    func apply(
        _ event: EnrollmentScan.Event, toScan id: String, at now: Timestamp, keeping count: Int
    ) throws -> Change<ScanResult> {
        guard let before = try self.now.scan(id) else { return Change(ScanResult()) }
        var after = before
        after.apply(event, at: now)
        guard after != before else { return Change(ScanResult(scan: after)) }
        if after.state == .scanned, before.state == .scanning, try isEnrolled(after) { after.refuseAsEnrolled() }
        var result = ScanResult(scan: after, isChanged: true)
        if after.state == .enrolled, let enrollment = before.enrollment(at: now) {
            result.enrollment = enrollment
            try deleteScan(id)
            try insert(enrollment)
            try forgetDeregistrations(
                baseURL: enrollment.baseURL, sub: before.sub, deviceID: enrollment.device.deviceID)
        } else {
            try put(after)
            if !after.state.isOpen { try pruneScans(keeping: count) }
        }
        return Change(result, label: "scan/\(after.state.rawValue)\(after.isInDoubt ? "/settling" : "")")
    }

    /// Whether the account that the server has named is enrolled here already.
    private func isEnrolled(_ scan: EnrollmentScan) throws -> Bool {
        guard let sub = scan.sub else { return false }
        return try now.enrollment(tenantKey: scan.tenantKey ?? "", sub: sub, baseURL: scan.baseURL) != nil
    }

    /// The ids that this device uses at the server of an enrollment. The device id is made once. A push id is made once
    /// for each server, so that no server has all ids that another one knows.
    func device(
        for plan: EnrollmentPlan, otherwise new: (device: Secret<String>, push: Secret<String>)
    ) throws -> DeviceCredentials {
        let deviceID = try now.deviceID() ?? new.device
        if try now.deviceID() == nil { try insert(deviceID: new.device) }
        let enrolled = try now.enrollments().filter { $0.baseURL == plan.baseURL }.map(\.device)
        let scanned = try now.openScans().filter { $0.baseURL == plan.baseURL }.compactMap(\.device)
        let same = (enrolled + scanned).first { $0.deviceID == deviceID }
        return DeviceCredentials(
            clientID: plan.clientID, deviceID: deviceID, pushID: plan.pushID ?? same?.pushID ?? new.push)
    }

    /// Checks that an enrollment is possible. A scan for the same account that waits for its number is removed.
    /// - Parameters:
    ///   - tenantKey: the tenant; empty if it is not known.
    ///   - sub: the user.
    ///   - baseURL: the server.
    /// - Throws: ``EngineRefusal`` if there is an enrollment, or ``DecisionError`` if a number is being verified.
    func seeThatNothingIsEnrolled(tenantKey: String, sub: String, baseURL: String) throws {
        if let enrolled = try now.enrollment(tenantKey: tenantKey, sub: sub, baseURL: baseURL) {
            throw EngineRefusal.enrolledAlready(enrolled)
        }
        for scan in try now.openScans() where scan.baseURL == baseURL && scan.sub == sub {
            guard scan.state != .verifying else { throw DecisionError.wrongState(.accountBeingEnrolled) }
            try deleteScan(scan.id)
        }
    }
}
