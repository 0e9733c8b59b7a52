import PushExchange
import PushStore

/// What an event did to a scan.
struct ScanResult: Sendable {
    /// `nil` where there is no such scan any more.
    var scan: EnrollmentScan?
    var isChanged = false
    /// What it has become.
    var enrollment: Enrollment?
}

extension Transaction {
    /// Has an open scan take an event. One that ends well becomes an enrollment in the same transaction.
    /// - Parameters:
    ///   - event: what happened.
    ///   - id: the scan.
    ///   - now: when.
    ///   - count: how many ended scans are kept.
    /// - Returns: the scan after that, and what it has become.
    /// - Throws: an error of the database.
    func apply(
        _ event: EnrollmentScan.Event, toScan id: String, at now: Timestamp, keeping count: Int
    ) throws -> Change<ScanResult> {
        guard let before = try self.now.scan(id) else { return Change(ScanResult()) }
        var after = before
        after.apply(event, at: now)
        guard after != before else { return Change(ScanResult(scan: after)) }
        var result = ScanResult(scan: after, isChanged: true)
        if after.state == .enrolled, let enrollment = before.enrollment(at: now) {
            result.enrollment = enrollment
            try deleteScan(id)
            try insert(enrollment)
            try forgetDeregistrations(
                baseURL: enrollment.baseURL, sub: enrollment.sub, deviceID: enrollment.device.deviceID)
        } else {
            try put(after)
            if !after.state.isOpen { try pruneScans(keeping: count) }
        }
        return Change(result, label: "scan/\(after.state.rawValue)\(after.isInDoubt ? "/settling" : "")")
    }

    /// What this device calls itself at a link's server. Its own id is made once; the push id once for each server, so that
    /// no server knows all that another one goes by.
    func device(
        for link: EnrollmentLink, otherwise new: (device: Secret<String>, push: Secret<String>)
    ) throws -> DeviceCredentials {
        let deviceID = try now.deviceID() ?? new.device
        if try now.deviceID() == nil { try insert(deviceID: new.device) }
        let enrolled = try now.enrollments().filter { $0.baseURL == link.baseURL }.map(\.device)
        let scanned = try now.openScans().filter { $0.baseURL == link.baseURL }.compactMap(\.device)
        let same = (enrolled + scanned).first { $0.deviceID == deviceID }
        return DeviceCredentials(clientID: link.clientID, deviceID: deviceID, pushID: same?.pushID ?? new.push)
    }

    /// Makes room for an enrollment. A link for the same account that waits for its number gives way.
    /// - Throws: ``EngineRefusal`` where there is one, or a number is just being confirmed.
    func seeThatNothingIsEnrolled(tenantKey: String, sub: String) throws {
        guard try now.enrollment(tenantKey: tenantKey, sub: sub) == nil else { throw EngineRefusal.enrolledAlready }
        for scan in try now.openScans() where scan.tenantKey == tenantKey && scan.sub == sub {
            guard scan.state != .verifying else { throw DecisionError.wrongState(.accountBeingEnrolled) }
            try deleteScan(scan.id)
        }
    }
}
