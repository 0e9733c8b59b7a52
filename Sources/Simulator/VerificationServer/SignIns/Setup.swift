import FoundationEssentials
import SimulatorHTTP

/// One enrollment of a device: the link that the account page shows, its scan, and the number that confirms it.
///
/// A value, as ``SignIn`` is. What the statuses are called is not published; these are our own words, in the style of the
/// others.
struct Setup: Sendable, Equatable {
    enum Stage: String, Sendable, CaseIterable {
        /// The link is shown. Can transition to: `SCANNED`.
        case initiated = "INITIATED"
        /// A device has scanned it. Can transition to: `ENROLLED`, `FAILED`.
        case scanned = "SCANNED"
        /// Ended well: the device is the user's.
        case enrolled = "ENROLLED"
        /// Ended by a wrong number.
        case failed = "FAILED"
    }

    let statusID: String
    let sub: String
    /// What the device is to call itself; the link tells it.
    let clientID: String
    let numbers: Numbers
    private(set) var stage = Stage.initiated
    private(set) var exchange: Exchange
    /// Whose scan it was.
    private(set) var device: DeviceIDs?
    private(set) var exchangeIDs: [String]

    init(statusID: String, sub: String, clientID: String, numbers: Numbers, exchange: Exchange) {
        self.statusID = statusID
        self.sub = sub
        self.clientID = clientID
        self.numbers = numbers
        self.exchange = exchange
        exchangeIDs = [exchange.id]
    }

    func isOpen(at now: Date) -> Bool {
        switch stage {
        case .initiated, .scanned: now < exchange.expiresAt
        case .enrolled, .failed: false
        }
    }

    /// A device takes the link: it spends the link's id, and is given the numbers.
    mutating func scan(_ id: String, by ids: DeviceIDs, sub: String, next: Exchange, at now: Date) throws(Refusal) {
        try spend(id, at: .initiated, now)
        guard sub == self.sub else { throw .mismatch("the sub is not the one that this link is for") }
        guard ids.clientID == clientID else { throw .mismatch("the client_id is not the one that this link is for") }
        device = ids
        move(to: .scanned, next: next)
    }

    /// The device that scanned gives the number. A wrong one spends the id, as it does in a sign-in, and ends it all.
    mutating func enroll(
        _ id: String, by ids: DeviceIDs, passcode: String?, next: Exchange, at now: Date
    ) throws(Refusal) {
        try spend(id, at: .scanned, now)
        guard ids == device else { throw .mismatch("another device has scanned this link") }
        guard let passcode else { throw .passcodeMissing }
        guard passcode == numbers.selected else {
            stage = .failed
            throw .passcodeWrong
        }
        move(to: .enrolled, next: next)
    }

    private func spend(_ id: String, at wanted: Stage, _ now: Date) throws(Refusal) {
        guard id == exchange.id, stage == wanted else { throw .exchangeInvalid("the exchange_id was used already") }
        guard now < exchange.expiresAt else { throw .exchangeExpired }
    }

    private mutating func move(to stage: Stage, next: Exchange) {
        self.stage = stage
        exchange = next
        exchangeIDs.append(next.id)
    }
}

/// The enrollments that the server remembers, up to a limit.
struct SetupStore: Sendable {
    static let limit = 1_000

    /// By status id.
    private var setups = BoundedStore<Setup>(limit: Self.limit)
    private var statusIDs: [String: String] = [:]

    subscript(statusID: String) -> Setup? { setups[statusID] }

    func statusID(exchangeID: String) -> String? { statusIDs[exchangeID] }

    /// The one that has, or had, this exchange id.
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

    /// Keeps what became of one that is known.
    mutating func remember(_ setup: Setup) {
        setups.replace(setup, for: setup.statusID)
        statusIDs[setup.exchange.id] = setup.statusID
    }
}
