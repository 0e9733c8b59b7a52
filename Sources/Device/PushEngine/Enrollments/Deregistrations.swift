import PushExchange
import PushStore
import VerificationClient

/// The deregistrations under way. Those to be sent are in the database.
struct Deregistrations: Sendable {
    /// The one that is being sent. Until that ends, no enrollment of the same device is begun.
    var underWay: Deregistration?
    private var isRunning = false
    private var runsAgain = false
    /// How often in a row one could not be sent.
    var failures = 0

    /// Begins a round.
    /// - Returns: whether to send; if a round is going on, another one will follow it.
    mutating func begin() -> Bool {
        guard !isRunning else {
            runsAgain = true
            return false
        }
        isRunning = true
        return true
    }

    /// Ends a round.
    /// - Returns: whether another round follows at once.
    mutating func endRound() -> Bool {
        defer { runsAgain = false }
        isRunning = runsAgain
        return runsAgain
    }
}

/// What to do with a deregistration at the time when it would be sent.
enum DeregistrationClaim: Sendable {
    case send
    /// The device is being enrolled again, and the outcome of that decides.
    case later
    /// It does not have to be sent any more.
    case gone
}

extension Transaction {
    /// Decides, right before a deregistration is sent, whether to send it. The device may have been enrolled again
    /// since it was read.
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

    /// Removes the deregistrations of a device that is enrolled again: sending them would end that enrollment. A user
    /// that is `nil` is not known, and can be any.
    func forgetDeregistrations(baseURL: String, sub: String?, deviceID: Secret<String>) throws {
        for deregistration in try now.deregistrations()
        where deregistration.concerns(baseURL: baseURL, sub: sub, deviceID: deviceID) {
            try deleteDeregistration(deregistration.number)
        }
    }
}

extension Deregistration {
    var endpoint: Endpoint {
        Endpoint(baseURL: baseURL, paths: paths, sub: sub, device: device)
    }
}

extension DurableRequest.Event {
    init(_ reply: ChangeReply) {
        self =
            switch reply {
            case .taken: .taken
            // A gateway in front of the server may be misconfigured for now, so this is no refusal.
            case .notSupported: .notSent
            case .refused(let failure): .refused(failure)
            case .notSent: .notSent
            case .outcomeUnknown: .outcomeUnknown
            }
    }
}
