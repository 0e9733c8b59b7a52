import PushExchange
import PushStore
import VerificationClient

/// What is under way for enrollments by a link, apart from what is stored.
struct Scans: Sendable {
    /// The scans whose link is being sent; each only once at a time.
    private var underWay: Set<String> = []
    /// The numbers whose outcome is unknown, by the id of the scan.
    private var numbers: [String: DurableRequest] = [:]
    /// Why a number could not be sent, by the id of the scan.
    private var failures: [String: RequestFailure] = [:]

    /// - Returns: whether its link was not being sent already.
    mutating func begin(_ id: String) -> Bool {
        underWay.insert(id).inserted
    }

    mutating func end(_ id: String) {
        underWay.remove(id)
    }

    mutating func noteFailure(_ failure: RequestFailure, of id: String) {
        failures[id] = failure
    }

    func failure(of id: String) -> RequestFailure? { failures[id] }

    /// Begins to settle the number of a scan, which may have been taken.
    mutating func settle(_ scan: EnrollmentScan) {
        guard numbers[scan.id] == nil else { return }
        numbers[scan.id] = scan.numberRequest
    }

    /// Counts that the server did not tell whether it took a number.
    /// - Returns: how often in a row.
    mutating func noteNotSettled(_ id: String) -> Int {
        _ = numbers[id]?.apply(.notSettled)
        return numbers[id]?.failures ?? 1
    }

    /// Forgets a number, because its outcome is known or it is sent again.
    mutating func forgetNumber(of id: String) {
        numbers[id] = nil
    }

    mutating func forget(_ id: String) {
        underWay.remove(id)
        numbers[id] = nil
        failures[id] = nil
    }
}

extension EnrollmentScan {
    /// The endpoint for its requests; `nil` once it has ended.
    var endpoint: Endpoint? {
        device.map { device in
            Endpoint(baseURL: baseURL, paths: paths, sub: sub, device: device, deviceName: deviceName)
        }
    }

    /// The completed scan of an existing enrollment.
    init(_ enrollment: Enrollment) {
        self.init(
            id: enrollment.id, name: enrollment.name, baseURL: enrollment.baseURL, tenantKey: enrollment.tenantKey,
            tenantName: enrollment.tenantName, sub: enrollment.sub, account: enrollment.account,
            deviceName: enrollment.deviceName, paths: enrollment.paths, device: nil,
            linkID: nil, currentID: nil, state: .enrolled, createdAt: enrollment.createdAt,
            updatedAt: enrollment.createdAt, expiresAt: enrollment.createdAt
        )
    }

    /// The enrollment that it becomes once the server has taken the number.
    func enrollment(at now: Timestamp) -> Enrollment? {
        device.map { device in
            Enrollment(
                id: id, name: name, baseURL: baseURL, tenantKey: tenantKey ?? "", tenantName: tenantName,
                sub: sub ?? "", device: device, paths: paths, createdAt: now, account: account, deviceName: deviceName
            )
        }
    }
}
