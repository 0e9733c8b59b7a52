import PushExchange
import PushStore
import VerificationClient

/// What is known of enrollments by a link beside what is stored of them.
struct Scans: Sendable {
    /// Links that are on their way to their server: once at a time.
    private var underWay: Set<String> = []
    /// Numbers whose outcome is unknown.
    private var numbers: [String: DurableRequest] = [:]
    /// Why a number could not be sent.
    private var failures: [String: RequestFailure] = [:]

    /// - Returns: whether its link was not on its way already.
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

    /// A scan is stored whose number may have been taken.
    mutating func settle(_ scan: EnrollmentScan) {
        guard numbers[scan.id] == nil else { return }
        numbers[scan.id] = scan.numberRequest
    }

    /// The server did not tell whether it took a number.
    /// - Returns: how often in a row.
    mutating func noteNotSettled(_ id: String) -> Int {
        _ = numbers[id]?.apply(.notSettled)
        return numbers[id]?.failures ?? 1
    }

    /// What became of a number is known, or it is to be sent again.
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
    /// `nil` once it has ended.
    var endpoint: Endpoint? {
        device.map { device in
            Endpoint(baseURL: baseURL, pathSet: pathSet, tenantKey: tenantKey, sub: sub, device: device)
        }
    }

    /// What it was, of an enrollment that exists.
    init(_ enrollment: Enrollment) {
        self.init(
            id: enrollment.id, name: enrollment.name, baseURL: enrollment.baseURL, tenantKey: enrollment.tenantKey,
            tenantName: enrollment.tenantName, sub: enrollment.sub, pathSet: enrollment.pathSet, device: nil,
            linkID: nil, currentID: nil, state: .enrolled, createdAt: enrollment.createdAt,
            updatedAt: enrollment.createdAt, expiresAt: enrollment.createdAt
        )
    }

    /// What it becomes once the server has taken the number.
    func enrollment(at now: Timestamp) -> Enrollment? {
        device.map { device in
            Enrollment(
                id: id, name: name, baseURL: baseURL, tenantKey: tenantKey, tenantName: tenantName, sub: sub,
                device: device, pathSet: pathSet, createdAt: now
            )
        }
    }
}
