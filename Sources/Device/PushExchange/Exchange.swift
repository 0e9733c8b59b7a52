/// One sign-in that waits for, or has got, its user's answer: the value that is stored, and the state machine.
///
/// It knows no clock, no socket and no database. ``decide(_:by:at:)`` and ``apply(_:at:)`` change it and return what is
/// to be done *after the change has been committed*. An effect may be carried out twice without harm, but for
/// ``Effect/send(_:attempt:)``, which is why an operation stands in the stored value before it is sent.
package struct Exchange: Sendable, Equatable {
    package let id: String
    package let enrollment: String
    package let sub: String
    package let tenantKey: String
    package let tenantName: String?
    package let verificationType: String
    /// The id that the push brought; what tells a push that was seen before.
    package let pushedID: Secret<String>
    package let receivedAt: Timestamp

    package internal(set) var state: State
    /// What the next step spends. Gone once the exchange has ended.
    package internal(set) var currentID: Secret<String>?
    package internal(set) var statusID: Secret<String>?
    /// In the server's time.
    package internal(set) var expiresAt: Timestamp
    /// The server's clock minus ours, as far as it was known at the last change.
    package internal(set) var skew: Duration
    package internal(set) var signIn: SignIn
    package internal(set) var choices: [String]?
    package internal(set) var operation: Operation?
    /// The last step that the user asked for, so that asking again is known to be the same.
    package internal(set) var decision: Step?
    package internal(set) var answeredBy: Caller?
    package internal(set) var endedBy: EndedBy?
    package internal(set) var failure: Failure?
    package internal(set) var updatedAt: Timestamp

    /// All of it, as the database brings it back.
    package init(
        id: String, enrollment: String, sub: String, tenantKey: String, tenantName: String?, verificationType: String,
        pushedID: Secret<String>, receivedAt: Timestamp, state: State, currentID: Secret<String>?,
        statusID: Secret<String>?, expiresAt: Timestamp, skew: Duration, signIn: SignIn, choices: [String]?,
        operation: Operation?,
        decision: Step?, answeredBy: Caller?, endedBy: EndedBy?, failure: Failure?, updatedAt: Timestamp
    ) {
        self.id = id
        self.enrollment = enrollment
        self.sub = sub
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.verificationType = verificationType
        self.pushedID = pushedID
        self.receivedAt = receivedAt
        self.state = state
        self.currentID = currentID
        self.statusID = statusID
        self.expiresAt = expiresAt
        self.skew = skew
        self.signIn = signIn
        self.choices = choices
        self.operation = operation
        self.decision = decision
        self.answeredBy = answeredBy
        self.endedBy = endedBy
        self.failure = failure
        self.updatedAt = updatedAt
    }

    package enum State: String, Sendable, CaseIterable {
        /// Durable, not yet acknowledged. Can transition to: acknowledged, cancelled, expired, refused, unresolved.
        case received
        /// The user has to answer. Can transition to: allowed, and every end.
        case acknowledged
        /// The number is still to come. Can transition to: every end.
        case allowed
        /// The web is signed in. Final, as all that follow.
        case authenticated
        case denied
        case cancelled
        case expired
        /// The server said no to a step; ``Exchange/failure`` says why.
        case refused
        /// A step's outcome, or the id for the next one, is lost and can't be learnt.
        case unresolved

        package var isOpen: Bool {
            switch self {
            case .received, .acknowledged, .allowed: true
            case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: false
            }
        }
    }

    package enum EndedBy: String, Sendable {
        case user
        case remote
        case clock
    }

    /// A step that was written down and whose outcome is not.
    package struct Operation: Sendable, Equatable {
        package var step: Step
        /// From 1.
        package var attempt: Int
        /// When it was asked for, by our wall clock.
        package var since: Timestamp
        package var progress: Progress
        /// Whether an earlier attempt may have taken effect: then a refusal can mean that it did.
        package var inDoubt: Bool
        /// Until when to ask how it went, in the server's time; set while ``Progress/settling``.
        package var settleBy: Timestamp?

        package enum Progress: String, Sendable {
            /// The request may have left.
            case sending
            /// It is known not to have happened; to be sent again after a pause.
            case waiting
            /// It may have happened; the server is being asked.
            case settling
        }

        package init(
            step: Step, attempt: Int = 1, since: Timestamp, progress: Progress = .sending, inDoubt: Bool = false,
            settleBy: Timestamp? = nil
        ) {
            self.step = step
            self.attempt = attempt
            self.since = since
            self.progress = progress
            self.inDoubt = inDoubt
            self.settleBy = settleBy
        }
    }
}

extension Exchange {
    /// How long an open exchange lives of which nobody said when it expires: NIST SP 800-63B's limit for out-of-band.
    package static let defaultLifetime = Duration.seconds(600)
    /// What a push can claim at the most, so that a forged one does not stay for years. A day, because until a server has
    /// been heard our clock may be hours off. The server's own answers are taken as they are.
    package static let longestClaimedLifetime = Duration.seconds(86_400)

    /// A push that was just accepted. It is acknowledged as soon as it is durable.
    package init(id: String, enrollment: String, push: PushPayload, at now: Instant) {
        self.init(
            id: id, enrollment: enrollment, sub: push.sub, tenantKey: push.tenantKey, tenantName: push.tenantName,
            verificationType: push.verificationType, pushedID: push.exchangeID, receivedAt: now.wall, state: .received,
            currentID: push.exchangeID, statusID: push.statusID,
            expiresAt: min(
                push.expiresAt ?? now.server + Self.defaultLifetime, now.server + Self.longestClaimedLifetime),
            skew: now.skew, signIn: push.signIn, choices: nil,
            operation: Operation(step: .acknowledge, since: now.wall), decision: nil, answeredBy: nil, endedBy: nil,
            failure: nil, updatedAt: now.wall
        )
    }

    /// The expiry as this machine's clock will show it: what a countdown here counts to.
    package var expiresAtByOurClock: Timestamp {
        Timestamp(milliseconds: expiresAt.milliseconds - skew.wholeMilliseconds)
    }

    /// The same, by our clock as it goes now: it may have been set since something was last heard of the sign-in.
    package func shown(at now: Instant) -> Exchange {
        guard state.isOpen, (now.skew - skew).magnitude > ServerClock.tolerance else { return self }
        var copy = self
        copy.skew = now.skew
        return copy
    }

    /// What a newly accepted push is to be followed by.
    package var firstEffects: [Effect] {
        [.deadline(expiresAt), .send(.acknowledge, attempt: 1)]
    }
}

/// The two times that a change happens at.
package struct Instant: Sendable, Equatable {
    /// What expiry is judged by.
    package var server: Timestamp
    /// What is shown.
    package var wall: Timestamp

    /// The server's clock minus ours.
    var skew: Duration { server - wall }

    package init(server: Timestamp, wall: Timestamp) {
        self.server = server
        self.wall = wall
    }
}

/// What is to be done once a change has been committed.
package enum Effect: Sendable, Equatable {
    /// Send the request. The exchange then hears `answered`, `refused`, `notSent` or `outcomeUnknown`, once.
    case send(Step, attempt: Int)
    /// Send the same step again after a pause, longer each time, and not before `atLeast`; then `retryDue`.
    case retry(atLeast: Duration?)
    /// Ask how a step went, at once and then with pauses; then `statusLearnt` or `statusUnavailable`.
    case settleByStatus(atLeast: Duration?)
    /// Likewise where only the pending list can tell; then `pendingListLearnt` or `pendingListUnavailable`.
    case settleByPendingList(atLeast: Duration?)
    /// Ask the status every now and then, to see what happens elsewhere; then `statusLearnt` or `statusUnavailable`.
    case watch
    /// At this time of the server's: `deadlinePassed`. Replaces an earlier one.
    case deadline(Timestamp)
    /// It is over: no timer, no poll.
    case stop
}
