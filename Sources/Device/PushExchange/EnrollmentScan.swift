/// An enrollment by a link under way: from the scan, which uses up the link's id, to the number that the web page
/// shows.
///
/// A pure value, as ``Exchange`` is. Events change it, and its owner stores it and then acts on the new state. After it
/// has ended it holds no secret.
package struct EnrollmentScan: Sendable, Equatable {
    /// Where the enrollment stands, and which state can follow which.
    package enum State: String, Sendable, CaseIterable {
        /// The link's id is being sent. Can transition to: `scanned`, `refused`, `expired`, `unresolved`, `cancelled`.
        case scanning
        /// The server has returned the numbers. Can transition to: `verifying`, `expired`, `cancelled`.
        case scanned
        /// The number is being sent. Can transition to: `enrolled`, `refused`, `unresolved`, and back to `scanned` if
        /// the number was not sent.
        case verifying
        /// The device is enrolled; the enrollment has the id of the scan.
        case enrolled
        /// The server refused the scan or the number.
        case refused
        /// The link expired before a number was sent.
        case expired
        /// An answer is lost, and the enrollment can't go on without it.
        case unresolved
        /// The user gave it up.
        case cancelled

        /// Whether it has not ended.
        package var isOpen: Bool {
            switch self {
            case .scanning, .scanned, .verifying: true
            case .enrolled, .refused, .expired, .unresolved, .cancelled: false
            }
        }
    }

    /// What can happen to a scan, other than a choice of a number.
    package enum Event: Sendable, Equatable {
        /// The server took the scan, or the number. `lifetime` is how long the id and numbers of its answer are valid.
        case answered(StepAnswer, lifetime: Duration)
        /// The server refused the scan, or the number.
        case refused(Failure)
        /// The server has not processed the request, and never will.
        case notSent
        /// The server may or may not have processed the request.
        case outcomeUnknown
        /// The answer to whether the server knows this device. It is asked when the outcome of a number is unknown.
        case deviceLearnt(isKnown: Bool)
        /// The daemon was restarted: a request that was under way may have arrived.
        case resumed
        case deadlinePassed
        /// The user gave it up.
        case cancelled
    }

    /// The id that the daemon gave it, a UUID; the enrollment will have the same.
    package let id: String
    /// The name that the user gives to the enrollment.
    package let name: String?
    /// The server, without a slash at its end.
    package let baseURL: String
    /// The tenant, as the link names it; `nil` if it does not.
    package let tenantKey: String?
    /// The tenant's name, for display.
    package let tenantName: String?
    /// The user: as the server says, before that as the link says; `nil` if neither has.
    package internal(set) var sub: String?
    /// What a person knows the account by, as the server says; `nil` if it has not.
    package internal(set) var account: String?
    /// What the server is to call this device; `nil` for the configured name.
    package let deviceName: String?
    /// The paths of the server.
    package let paths: PathPolicy
    /// The ids that this device has at the server; `nil` once the scan has ended.
    package internal(set) var device: DeviceCredentials?
    /// The exchange id of the link; `nil` once the scan has ended.
    package internal(set) var linkID: Secret<String>?
    /// The exchange id for the next request; `nil` once the scan has ended.
    package internal(set) var currentID: Secret<String>?
    /// The numbers to choose from; `nil` if the server returned none, and the user types the number.
    package internal(set) var choices: [String]?
    /// The number that the user chose; `nil` unless it is `verifying`.
    package internal(set) var number: Secret<String>?
    /// Where the enrollment stands.
    package internal(set) var state = State.scanning
    /// Whether the request of the present state may have arrived although no answer came.
    package internal(set) var isInDoubt = false
    /// Why it is `refused` or `unresolved`; `nil` otherwise.
    package internal(set) var failure: Failure?
    /// When the link was scanned, by our wall clock.
    package let createdAt: Timestamp
    /// When it last changed, by our wall clock.
    package internal(set) var updatedAt: Timestamp
    /// When it expires, by our wall clock.
    package internal(set) var expiresAt: Timestamp

    /// The longest lifetime of a link, and the lifetime of one that does not state it: links live for minutes.
    package static let longestLifetime = Duration.seconds(600)
    /// For how long after the expiry the server is asked whether it took the number.
    package static let timeToSettle = Duration.seconds(120)

    /// A scan as the database stores it.
    package init(
        id: String, name: String?, baseURL: String, tenantKey: String?, tenantName: String?, sub: String?,
        account: String? = nil, deviceName: String? = nil, paths: PathPolicy, device: DeviceCredentials?,
        linkID: Secret<String>?, currentID: Secret<String>?,
        choices: [String]? = nil, number: Secret<String>? = nil, state: State = .scanning, isInDoubt: Bool = false,
        failure: Failure? = nil, createdAt: Timestamp, updatedAt: Timestamp, expiresAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.baseURL = baseURL
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.sub = sub
        self.account = account
        self.deviceName = deviceName
        self.paths = paths
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
    /// The scan of a link, about to be sent.
    package init(
        id: String, of link: EnrollmentLink, _ plan: EnrollmentPlan, device: DeviceCredentials, at now: Timestamp
    ) {
        self.init(
            id: id, name: plan.name, baseURL: plan.baseURL, tenantKey: link.tenantKey, tenantName: link.tenantName,
            sub: link.sub, deviceName: plan.deviceName, paths: plan.paths, device: device, linkID: link.exchangeID,
            currentID: link.exchangeID, createdAt: now, updatedAt: now, expiresAt: now + Self.longestLifetime
        )
    }
}

/// What is decided about an enrollment before it begins.
package struct EnrollmentPlan: Sendable, Equatable {
    /// The server, without a slash at its end. It must have been checked and, if only the link names it, confirmed.
    package var baseURL: String
    /// The id of the client to enroll for.
    package var clientID: Secret<String>
    /// The push id to enroll with; `nil` for the one that this device has at the server, or a new one.
    package var pushID: Secret<String>?
    /// The name that the user gives to the enrollment; `nil` for none.
    package var name: String?
    /// What the server is to call this device; `nil` for the configured name.
    package var deviceName: String?
    /// The paths of the server.
    package var paths: PathPolicy

    package init(
        baseURL: String, clientID: Secret<String>, pushID: Secret<String>? = nil,
        name: String? = nil, deviceName: String? = nil, paths: PathPolicy = .auto
    ) {
        self.baseURL = baseURL
        self.clientID = clientID
        self.pushID = pushID
        self.name = name
        self.deviceName = deviceName
        self.paths = paths
    }
}
