import FoundationEssentials
import SimulatorHTTP

/// One enrollment of a device: the account page shows a link, a device scans it, and a number confirms it.
///
/// A value, as ``SignIn`` is. The names of the statuses are not published; these are ours, in the style of the others.
struct Setup: Sendable, Equatable {
    enum Stage: String, Sendable, CaseIterable {
        /// The link is shown. Can transition to: `SCANNED`, `CANCELLED`.
        case initiated = "INITIATED"
        /// A device has scanned the link. Can transition to: `ENROLLED`, `FAILED`, `CANCELLED`.
        case scanned = "SCANNED"
        /// Ended well: the device is enrolled for the user.
        case enrolled = "ENROLLED"
        /// Ended by a wrong number.
        case failed = "FAILED"
        /// Ended by the device, which has given up.
        case cancelled = "CANCELLED"
    }

    /// The device that started the enrollment itself, as far as it said. Only the same device can complete it.
    struct Initiator: Sendable, Equatable {
        let deviceID: String?
        let pushID: String?
        let clientID: String?

        func admits(_ ids: DeviceIDs) -> Bool {
            deviceID ?? ids.deviceID == ids.deviceID && pushID ?? ids.pushID == ids.pushID
                && clientID ?? ids.clientID == ids.clientID
        }
    }

    let statusID: String
    let sub: String
    /// The client id that the link offers to the device.
    let clientID: String
    /// Nil if the account page has started the enrollment.
    let initiator: Initiator?
    let numbers: Numbers
    private(set) var stage = Stage.initiated
    private(set) var exchange: Exchange
    /// The device that scanned the link.
    private(set) var device: DeviceIDs?
    private(set) var exchangeIDs: [String]

    init(
        statusID: String, sub: String, clientID: String, initiator: Initiator? = nil, numbers: Numbers,
        exchange: Exchange
    ) {
        self.statusID = statusID
        self.sub = sub
        self.clientID = clientID
        self.initiator = initiator
        self.numbers = numbers
        self.exchange = exchange
        exchangeIDs = [exchange.id]
    }

    func isOpen(at now: Date) -> Bool {
        switch stage {
        case .initiated, .scanned: now < exchange.expiresAt
        case .enrolled, .failed, .cancelled: false
        }
    }

    /// A device scans the link. That spends the link's id, and the device gets the numbers. It need not know the `sub`.
    mutating func scan(_ id: String, by ids: DeviceIDs, sub: String?, next: Exchange, at now: Date) throws(Refusal) {
        try spend(id, at: .initiated, now: now)
        guard sub ?? self.sub == self.sub else { throw .mismatch("the sub is not the one that this link is for") }
        guard initiator?.admits(ids) ?? true else {
            throw .mismatch("the device_id, push_id or client_id is not the one of the initiation")
        }
        device = ids
        move(to: .scanned, next: next)
    }

    /// The device that scanned the link sends the number. A wrong one ends the enrollment.
    mutating func enroll(
        _ id: String, by ids: DeviceIDs, passcode: String?, next: Exchange, at now: Date
    ) throws(Refusal) {
        try spend(id, at: .scanned, now: now)
        guard ids == device else { throw .mismatch("another device has scanned this link") }
        guard let passcode else { throw .passcodeMissing }
        guard passcode == numbers.selected else {
            stage = .failed
            throw .passcodeWrong
        }
        move(to: .enrolled, next: next)
    }

    /// The device gives up.
    mutating func cancel(_ id: String, next: Exchange, at now: Date) throws(Refusal) {
        try spend(id, at: .initiated, .scanned, now: now)
        move(to: .cancelled, next: next)
    }

    private func spend(_ id: String, at wanted: Stage..., now: Date) throws(Refusal) {
        guard id == exchange.id, wanted.contains(stage) else {
            throw .exchangeInvalid("the exchange_id was used already")
        }
        guard now < exchange.expiresAt else { throw .exchangeExpired }
    }

    private mutating func move(to stage: Stage, next: Exchange) {
        self.stage = stage
        exchange = next
        exchangeIDs.append(next.id)
    }
}

/// The enrollments that the server keeps, up to a limit.
struct SetupStore: Sendable {
    static let limit = 1_000

    /// By status id.
    private var setups = BoundedStore<Setup>(limit: Self.limit)
    private var statusIDs: [String: String] = [:]

    subscript(statusID: String) -> Setup? { setups[statusID] }

    func statusID(exchangeID: String) -> String? { statusIDs[exchangeID] }

    /// The enrollment that has, or had, this exchange id.
    func setup(exchangeID: String) throws(Refusal) -> Setup {
        guard let setup = statusIDs[exchangeID].flatMap({ setups[$0] }) else {
            throw .exchangeInvalid("the exchange_id is unknown")
        }
        return setup
    }

    mutating func add(_ setup: Setup, at now: Date) {
        let dropped = setups.insert(setup, for: setup.statusID) { !$0.isOpen(at: now) }
        for id in dropped?.exchangeIDs ?? [] { statusIDs[id] = nil }
        statusIDs[setup.exchange.id] = setup.statusID
    }

    /// Updates an enrollment that is already here.
    mutating func remember(_ setup: Setup) {
        setups.replace(setup, for: setup.statusID)
        statusIDs[setup.exchange.id] = setup.statusID
    }
}
