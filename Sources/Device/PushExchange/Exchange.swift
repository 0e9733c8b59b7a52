/// One sign-in and its answer: the value that is stored, and its state machine.
///
/// It has no clock, no socket and no database. ``decide(_:by:at:)`` and ``apply(_:at:)`` change it, and return what to
/// do *after the change has been committed*. An effect may be carried out twice without harm. The exception is
/// ``Effect/send(_:attempt:)``, which is why the operation is stored before it is sent.
package struct Exchange: Sendable, Equatable {
    /// The id that the daemon gave it; a UUID.
    package let id: String
    /// The id of the enrollment that the push came to.
    package let enrollment: String
    /// The user of the account, by the subject identifier.
    package let sub: String
    /// The tenant of the account; empty if it is not known.
    package let tenantKey: String
    /// The tenant's name, for display.
    package let tenantName: String?
    /// What a person knows the account by; `nil` if nothing is known.
    package let account: String?
    /// The method, as in ``PushPayload/verificationType``.
    package let verificationType: String
    /// The exchange id that the push had, by which a repeated push is recognised.
    package let pushedID: Secret<String>
    /// When the push came, by our wall clock.
    package let receivedAt: Timestamp

    /// Where the sign-in stands.
    package internal(set) var state: State
    /// The exchange id for the next step; `nil` once the exchange has ended.
    package internal(set) var currentID: Secret<String>?
    /// The id for status requests; `nil` until the server has sent one.
    package internal(set) var statusID: Secret<String>?
    /// When the sign-in expires, by the server's clock.
    package internal(set) var expiresAt: Timestamp
    /// The server's clock minus ours, as it was known at the last change.
    package internal(set) var skew: Duration
    /// What the server has reported about the sign-in so far.
    package internal(set) var signIn: SignIn
    /// The numbers that came with the answer to `allow`; `nil` if there are none, and the user types the number.
    package internal(set) var choices: [String]?
    /// The step under way; `nil` if none is.
    package internal(set) var operation: Operation?
    /// The last step that the user asked for, by which a repeated request is recognised.
    package internal(set) var decision: Step?
    /// The process that sent ``decision``; `nil` if it is not known.
    package internal(set) var answeredBy: Caller?
    /// Who ended it; `nil` while it is open, and for `refused` and `unresolved`.
    package internal(set) var endedBy: EndedBy?
    /// Why it is `refused` or `unresolved`, or what the server said when it ended the sign-in with a refused step; `nil`
    /// otherwise.
    package internal(set) var failure: Failure?
    /// The server's reference of the refused request; `nil` if there was none.
    package internal(set) var reference: String?
    /// Whether the server has answered the acknowledgement. Until then, everything here is what the push said.
    package internal(set) var isConfirmed: Bool
    /// Grows with each change.
    package var version: Int
    /// When it last changed, by our wall clock.
    package internal(set) var updatedAt: Timestamp

    /// An exchange as the database stores it.
    package init(
        id: String, enrollment: String, sub: String, tenantKey: String, tenantName: String?, verificationType: String,
        pushedID: Secret<String>, receivedAt: Timestamp, state: State, currentID: Secret<String>?,
        statusID: Secret<String>?, expiresAt: Timestamp, skew: Duration, signIn: SignIn, choices: [String]?,
        operation: Operation?,
        decision: Step?, answeredBy: Caller?, endedBy: EndedBy?, failure: Failure?, updatedAt: Timestamp,
        account: String? = nil, reference: String? = nil, isConfirmed: Bool = false, version: Int = 1
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
        self.account = account
        self.reference = reference
        self.isConfirmed = isConfirmed
        self.version = version
    }

    /// Where a sign-in stands, and which state can follow which.
    package enum State: String, Sendable, CaseIterable {
        /// It is on the disk, but not acknowledged yet. Can transition to: acknowledged, cancelled, expired, refused,
        /// unresolved.
        case received
        /// The user has to answer. Can transition to: allowed, and every end.
        case acknowledged
        /// The number is still missing. Can transition to: every end.
        case allowed
        /// The web is signed in. This state and all that follow are final.
        case authenticated
        case denied
        case cancelled
        case expired
        /// The server refused a step; ``Exchange/failure`` says why.
        case refused
        /// The outcome of a step, or the id for the next one, is lost and can't be found out.
        case unresolved

        /// Whether it has not ended.
        package var isOpen: Bool {
            switch self {
            case .received, .acknowledged, .allowed: true
            case .authenticated, .denied, .cancelled, .expired, .refused, .unresolved: false
            }
        }
    }

    /// Who or what ended a sign-in.
    package enum EndedBy: String, Sendable {
        /// The user of this device.
        case user
        /// Another device, or the web page.
        case remote
        /// It expired.
        case clock
    }

    /// A step that is stored, and whose outcome is not.
    package struct Operation: Sendable, Equatable {
        /// What is sent.
        package var step: Step
        /// How often it has been sent, including the attempt under way; from 1.
        package var attempt: Int
        /// When it was asked for, by our wall clock.
        package var since: Timestamp
        /// How far it is.
        package var progress: Progress
        /// Whether an earlier attempt may have taken effect. A refusal can then mean that it did.
        package var inDoubt: Bool
        /// Until when to ask for the outcome, by the server's clock; only set while ``Progress/settling``.
        package var settleBy: Timestamp?

        /// What is known about the latest attempt.
        package enum Progress: String, Sendable {
            /// The request may have been sent.
            case sending
            /// The server has not taken it; it is sent again after a pause.
            case waiting
            /// The server may have taken it, and is being asked.
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
    /// How long a sign-in lives if nothing says when it expires. It is the limit for out-of-band authentication in NIST
    /// SP 800-63B.
    package static let defaultLifetime = Duration.seconds(600)
    /// The longest lifetime that a push can claim, so that a forged one does not stay for years. It is a day because
    /// our clock may be hours off until a server has answered. The server's own answers are not limited.
    package static let longestClaimedLifetime = Duration.seconds(86_400)

    /// A push that was just accepted. It is acknowledged as soon as it is on the disk.
    /// - Parameters:
    ///   - id: its id here.
    ///   - enrollment: the id of the enrollment that it is for.
    ///   - account: the account of the enrollment; if it is `nil`, or lacks something, what the push says counts.
    ///   - push: the push.
    ///   - now: the time.
    package init(id: String, enrollment: String, of account: Account? = nil, push: PushPayload, at now: Instant) {
        self.init(
            id: id, enrollment: enrollment, sub: account?.sub ?? push.sub ?? "",
            tenantKey: account?.tenantKey ?? push.tenantKey ?? "", tenantName: push.tenantName ?? account?.tenantName,
            verificationType: push.verificationType, pushedID: push.exchangeID, receivedAt: now.wall, state: .received,
            currentID: push.exchangeID, statusID: push.statusID,
            expiresAt: min(
                push.expiresAt ?? now.server + Self.defaultLifetime, now.server + Self.longestClaimedLifetime),
            skew: now.skew, signIn: push.signIn, choices: nil,
            operation: Operation(step: .acknowledge, since: now.wall), decision: nil, answeredBy: nil, endedBy: nil,
            failure: nil, updatedAt: now.wall, account: account?.label
        )
    }

    /// The expiry by this machine's clock, for a countdown.
    package var expiresAtByOurClock: Timestamp {
        Timestamp(milliseconds: expiresAt.milliseconds - skew.wholeMilliseconds)
    }

    /// The exchange with the present difference of the clocks, since ours may have been set after the last change.
    package func shown(at now: Instant) -> Exchange {
        guard state.isOpen, (now.skew - skew).magnitude > ServerClock.tolerance else { return self }
        var copy = self
        copy.skew = now.skew
        return copy
    }

    /// What to do once a new exchange is committed.
    package var firstEffects: [Effect] {
        [.deadline(expiresAt), .send(.acknowledge, attempt: 1)]
    }
}

/// Whose sign-in it is, as it is known here.
package struct Account: Sendable, Equatable {
    /// The user, by the subject identifier; `nil` if it is not known.
    package var sub: String?
    /// The tenant; `nil` if it is not known.
    package var tenantKey: String?
    /// The tenant's name, for display.
    package var tenantName: String?
    /// What a person knows the account by: the user's e-mail address or name, or the name of the enrollment.
    package var label: String?

    package init(sub: String?, tenantKey: String?, tenantName: String? = nil, label: String? = nil) {
        self.sub = sub
        self.tenantKey = tenantKey
        self.tenantName = tenantName
        self.label = label
    }
}

/// The time of a change, by both clocks.
package struct Instant: Sendable, Equatable {
    /// By the server's clock, which decides about the expiry.
    package var server: Timestamp
    /// By our wall clock, for display.
    package var wall: Timestamp

    /// The server's clock minus ours.
    var skew: Duration { server - wall }

    package init(server: Timestamp, wall: Timestamp) {
        self.server = server
        self.wall = wall
    }
}

/// What to do once a change has been committed.
package enum Effect: Sendable, Equatable {
    /// Send the request. Exactly one event follows: `answered`, `refused`, `notSent` or `outcomeUnknown`.
    case send(Step, attempt: Int)
    /// Send the same step again after a pause that grows and is at least `atLeast`. `retryDue` follows.
    case retry(atLeast: Duration?)
    /// Ask for the status, at once and then with pauses. `statusLearnt` or `statusUnavailable` follows.
    case settleByStatus(atLeast: Duration?)
    /// Fetch the pending list, at once and then with pauses. `pendingListLearnt` or `pendingListUnavailable` follows.
    case settleByPendingList(atLeast: Duration?)
    /// Ask for the status now and then, to see what happens elsewhere. `statusLearnt` or `statusUnavailable` follows.
    case watch
    /// Set the deadline, by the server's clock, in place of an earlier one. `deadlinePassed` follows.
    case deadline(Timestamp)
    /// Cancel all timers and polls: the exchange has ended.
    case stop
}
