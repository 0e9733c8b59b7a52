/// An enrollment by a link on its way: from the scan, which spends the link's id, to the number that the web page shows.
///
/// A pure value, as ``Exchange`` is: what happens is an event, and whoever has it stored acts on the state that follows. One
/// that ended keeps no secret.
package struct EnrollmentScan: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        /// The link's id is on its way. Can transition to: `scanned`, `refused`, `expired`, `unresolved`.
        case scanning
        /// The server has given the numbers. Can transition to: `verifying`, `expired`.
        case scanned
        /// The number is on its way. Can transition to: `enrolled`, `refused`, `unresolved`; `scanned` where it was not sent.
        case verifying
        /// Ended well; the enrollment has its id.
        case enrolled
        /// Ended by the server's no.
        case refused
        /// Ended by the clock.
        case expired
        /// Ended with an answer that is lost, and with it what the next step needs.
        case unresolved

        package var isOpen: Bool {
            switch self {
            case .scanning, .scanned, .verifying: true
            case .enrolled, .refused, .expired, .unresolved: false
            }
        }
    }

    package enum Event: Sendable, Equatable {
        /// The server took the scan, or the number.
        /// - Parameter lifetime: for how long what it gave is good.
        case answered(StepAnswer, lifetime: Duration)
        case refused(Failure)
        /// The server has not processed the request, and never will.
        case notSent
        case outcomeUnknown
        /// Whether the server knows this device, after a number whose outcome was unknown.
        case deviceLearnt(isKnown: Bool)
        /// The daemon has been started again: whatever was on its way may have arrived.
        case resumed
        case deadlinePassed
    }

    /// Also the id of the enrollment that it becomes.
    package let id: String
    package let name: String?
    package let baseURL: String
    package let tenantKey: String
    package let tenantName: String?
    package let sub: String
    package let pathSet: PathSet
    /// What this device calls itself there; `nil` once it has ended.
    package internal(set) var device: DeviceCredentials?
    /// The id that the link brought; `nil` once it has ended.
    package internal(set) var linkID: Secret<String>?
    /// What the next request spends.
    package internal(set) var currentID: Secret<String>?
    /// `nil` where the server gave none: the user types the number then.
    package internal(set) var choices: [String]?
    package internal(set) var number: Secret<String>?
    package internal(set) var state = State.scanning
    /// Whether the request that the state speaks of may have arrived without us knowing.
    package internal(set) var isInDoubt = false
    package internal(set) var failure: Failure?
    package let createdAt: Timestamp
    package internal(set) var updatedAt: Timestamp
    /// By our clock.
    package internal(set) var expiresAt: Timestamp

    /// A link lives for minutes; what claims more, or nothing, is taken for this.
    package static let longestLifetime = Duration.seconds(600)
    /// How long after its expiry it is still asked whether a number was taken.
    package static let timeToSettle = Duration.seconds(120)

    /// For whoever stores it.
    package init(
        id: String, name: String?, baseURL: String, tenantKey: String, tenantName: String?, sub: String,
        pathSet: PathSet, device: DeviceCredentials?, linkID: Secret<String>?, currentID: Secret<String>?,
        choices: [String]? = nil, number: Secret<String>? = nil, state: State = .scanning, isInDoubt: Bool = false,
        failure: Failure? = nil, createdAt: Timestamp, updatedAt: Timestamp, expiresAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.pathSet = pathSet
        self.device = device
        self.linkID = linkID
        self.currentID = currentID
        self.choices = choices
        self.number = number
        self.state = state
        self.isInDoubt = isInDoubt
        self.failure = failure
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.expiresAt = expiresAt
    }
}

extension EnrollmentScan {
    /// A link that is about to be scanned.
    package init(
        id: String, name: String?, link: EnrollmentLink, pathSet: PathSet, device: DeviceCredentials, at now: Timestamp
    ) {
        self.init(
            id: id, name: name, baseURL: link.baseURL, tenantKey: link.tenantKey, tenantName: link.tenantName,
            sub: link.sub, pathSet: pathSet, device: device, linkID: link.exchangeID, currentID: link.exchangeID,
            createdAt: now, updatedAt: now, expiresAt: now + Self.longestLifetime
        )
    }
}
