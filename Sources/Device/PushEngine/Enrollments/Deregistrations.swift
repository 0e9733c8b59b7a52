import PushExchange
import PushStore
import VerificationClient

/// What is known of deregistrations beside the database, which holds what is to be sent.
struct Deregistrations: Sendable {
    /// The one that is being sent. As long as it is, nothing that would enroll its device again is begun.
    var underWay: Deregistration?
    private var isRunning = false
    private var runsAgain = false
    /// How often in a row one could not be sent.
    var failures = 0

    /// - Returns: whether to begin a round; where one is going on, another follows it.
    mutating func begin() -> Bool {
        guard !isRunning else {
            runsAgain = true
            return false
        }
        isRunning = true
        return true
    }

    /// - Returns: whether another round is to follow at once.
    mutating func endRound() -> Bool {
        defer { runsAgain = false }
        isRunning = runsAgain
        return runsAgain
    }
}

/// What has become of a deregistration by the moment in which it is to be sent.
enum DeregistrationClaim: Sendable {
    case send
    /// The device is being enrolled again: what comes of that decides.
    case later
    /// There is nothing to send any more.
    case gone
}

extension Transaction {
    /// Looks, right before a deregistration is sent, whether it is still to be. It was read a while ago, and the device may
    /// have been enrolled again since.
    func claim(_ deregistration: Deregistration) throws -> DeregistrationClaim {
        guard try now.deregistrations().contains(deregistration) else { return .gone }
        let isScanned = try now.openScans().contains { scan in
            guard let device = scan.device else { return false }
            return deregistration.concerns(baseURL: scan.baseURL, sub: scan.sub, deviceID: device.deviceID)
        }
        guard !isScanned else { return .later }
        let isEnrolled = try now.enrollments().contains {
            deregistration.concerns(baseURL: $0.baseURL, sub: $0.sub, deviceID: $0.device.deviceID)
        }
        guard isEnrolled else { return .send }
        try deleteDeregistration(deregistration.number)
        return .gone
    }

    /// For a device that is enrolled again: to send its deregistration now would end that.
    func forgetDeregistrations(baseURL: String, sub: String, deviceID: Secret<String>) throws {
        for deregistration in try now.deregistrations()
        where deregistration.concerns(baseURL: baseURL, sub: sub, deviceID: deviceID) {
            try deleteDeregistration(deregistration.number)
        }
    }
}

extension Deregistration {
    var endpoint: Endpoint {
        Endpoint(baseURL: baseURL, pathSet: pathSet, tenantKey: tenantKey, sub: sub, device: device)
    }
}

extension DurableRequest.Event {
    init(_ reply: ChangeReply) {
        self =
            switch reply {
            case .taken: .taken
            case .refused(let failure): .refused(failure)
            case .notSent: .notSent
            case .outcomeUnknown: .outcomeUnknown
            }
    }
}
