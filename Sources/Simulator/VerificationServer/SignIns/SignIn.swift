import FoundationEssentials
import SimulatorHTTP

/// An id that authorizes one step, and the time at which it expires (guide, step 3: `exchange_id`).
struct Exchange: Sendable, Equatable {
    let id: String
    let expiresAt: Date
}

/// One sign-in: its stages, and the rule that each step spends the current exchange id and gets the next one.
///
/// A value that knows nothing of HTTP. The store passes in the time and the random ids.
struct SignIn: Sendable, Equatable {
    let statusID: String
    let requestID: String
    let mediumID: String
    let sub: String
    let numbers: Numbers
    let browser: RequestingBrowser
    let startedAt: Date
    /// The id that was sent with the push. The web may cancel with it at any open stage.
    let initiation: Exchange

    private(set) var stage = Stage.initiated
    private(set) var exchange: Exchange
    /// True after a wrong number: it spends the current id, and there is no next one, so the user has one try.
    private(set) var isSpent = false
    private(set) var isFinished = false
    /// When the device sent the right number.
    private(set) var authenticatedAt: Date?
    /// Every id this sign-in has had, so that a spent id can be told from an unknown one.
    private(set) var exchangeIDs: [String]

    init(
        statusID: String, requestID: String, device: Device, numbers: Numbers, browser: RequestingBrowser,
        startedAt: Date,
        initiation: Exchange
    ) {
        self.statusID = statusID
        self.requestID = requestID
        self.mediumID = device.mediumID
        self.sub = device.sub
        self.numbers = numbers
        self.browser = browser
        self.startedAt = startedAt
        self.initiation = initiation
        self.exchange = initiation
        self.exchangeIDs = [initiation.id]
    }

    func isExpired(at now: Date) -> Bool { now >= exchange.expiresAt }

    func isOpen(at now: Date) -> Bool { stage.isOpen && !isExpired(at: now) }

    /// True if it can no longer become `AUTHENTICATED`.
    func hasFailed(at now: Date) -> Bool { stage != .authenticated && (isSpent || !isOpen(at: now)) }

    /// Takes a device's step (guide, steps 4 and 5): spends `id`, changes the stage, and makes `next` the current
    /// exchange.
    ///
    /// A refusal changes nothing, except for a wrong number: that spends the id, and there is no next one.
    mutating func take(_ step: Step, id: String, passcode: String?, next: Exchange, at now: Date) throws(Refusal) {
        guard id == exchange.id, !isSpent else {
            throw .exchangeInvalid("the exchange_id was used already")
        }
        guard !isExpired(at: now) else { throw .exchangeExpired }
        guard let following = stage.after(step) else {
            throw .exchangeInvalid("\(step.rawValue) is not possible at \(stage.rawValue)")
        }
        if step == .verify { try check(passcode) }
        if following == .authenticated { authenticatedAt = now }
        move(to: following, next: next)
    }

    /// The web's cancel, which does not need the current exchange id (guide, step 4.2: "at any point of time").
    mutating func cancelFromWeb(next: Exchange, at now: Date) throws(Refusal) {
        guard stage.isOpen else {
            throw .exchangeInvalid("the sign-in has ended: \(stage.rawValue)")
        }
        guard !isExpired(at: now) else { throw .exchangeExpired }
        move(to: .cancelled, next: next)
    }

    /// The web's last call (guide, step 7). It is possible once, after `AUTHENTICATED`.
    mutating func finish(requestID: String, sub: String, at now: Date) throws(Refusal) {
        guard sub == self.sub else { throw .mismatch("the sub is not this sign-in's") }
        guard requestID == self.requestID else { throw .mismatch("the requestId is not this sign-in's") }
        switch stage {
        case .initiated, .pushAcknowledged, .allowed:
            guard !isExpired(at: now) else { throw .exchangeExpired }
            throw .exchangeInvalid("the sign-in is still at \(stage.rawValue)")
        case .denied, .cancelled:
            throw .exchangeInvalid("the sign-in has ended: \(stage.rawValue)")
        case .authenticated:
            guard !isFinished else { throw .exchangeInvalid("the sign-in was used already") }
            guard !isExpired(at: now) else { throw .exchangeExpired }
            isFinished = true
        }
    }

    private mutating func check(_ passcode: String?) throws(Refusal) {
        guard let passcode else { throw .passcodeMissing }
        guard passcode == numbers.selected else {
            isSpent = true
            throw .passcodeWrong
        }
    }

    private mutating func move(to stage: Stage, next: Exchange) {
        self.stage = stage
        exchange = next
        exchangeIDs.append(next.id)
        isSpent = false
    }
}
