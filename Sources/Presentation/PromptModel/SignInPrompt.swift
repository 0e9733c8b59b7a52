import LocalAPIModel
import Messages
import SignInModel

/// One sign-in that the prompt asks about: its data, the user's progress, and what is on the screen.
struct SignInPrompt {
    /// What the user has started here and the daemon does not know yet.
    enum Step: Equatable {
        /// Nothing, or it is finished.
        case none
        /// The user pressed "deny" and has to say whether the sign-in was their own.
        case denying
        /// The user decided, and the daemon has not answered yet.
        case sending(Decision)
    }

    /// The state of its notification.
    enum Display: Equatable {
        case none
        /// Sent to the service, which has not answered yet. It replaces the notification `replacing`, unless that is 0.
        case requested(NotificationContent, ticket: Int, replacing: NotificationID)
        case shown(NotificationContent, NotificationID)
        /// Closed by the user or by the service. It comes back at `until`, by the steady clock, if that is not `nil`.
        case hidden(until: Duration?)
    }

    private(set) var signIn: SignIn
    var step = Step.none
    /// Shown above the rest until the next step.
    var remark: PromptRemark?
    var display = Display.none
    /// The buttons on the screen, and since when they have been there.
    var visibleButtons: [NotificationContent.Button] = []
    var visibleSince = Duration.zero
    /// How often its notification was closed without an answer.
    var closings = 0
    /// When the dialog that asks for the number was opened; `nil` if there is none.
    var dialogSince: Duration?
    /// The user has just allowed it here, so the number is asked for without another press.
    var asksNext = false

    init(_ signIn: SignIn) {
        self.signIn = signIn
    }

    /// The id of the notification on the screen.
    var notification: NotificationID? {
        switch display {
        case .shown(_, let id): id
        case .requested(_, _, let replaced): replaced == 0 ? nil : replaced
        case .none, .hidden: nil
        }
    }

    var isDisplayed: Bool {
        switch display {
        case .requested, .shown: true
        case .none, .hidden: false
        }
    }

    /// Whether the buttons have been visible for too short a time for a press to be intended.
    func isTooSoon(_ now: Instant) -> Bool {
        !visibleButtons.isEmpty && now.steady - visibleSince < Timing.arming
    }

    mutating func hide(_ display: Display = .none) {
        self.display = display
        visibleButtons = []
    }
}

extension SignInPrompt {
    /// What the notification is about. A locked screen hides it in any phase.
    enum Phase: Equatable {
        case asking
        case denying
        case sending
        case choosing([String])
        case ended

        var isChoosing: Bool {
            if case .choosing = self { true } else { false }
        }

        /// Whether the notification shows how much time is left.
        var countsDown: Bool {
            switch self {
            case .asking, .denying, .choosing: true
            case .sending, .ended: false
            }
        }
    }

    /// `nil` as long as the server has not confirmed the push; the user is not asked yet.
    var phase: Phase? {
        guard signIn.isOpen else { return .ended }
        guard signIn.isConfirmed else { return nil }
        guard signIn.operation == nil else { return .sending }
        switch step {
        case .sending: return .sending
        case .denying: return .denying
        case .none: return signIn.state == .allowed ? .choosing(signIn.choices ?? []) : .asking
        }
    }

    /// Updates the sign-in, unless `new` is older than the known version: a fetched list can be newer than events that
    /// are still on their way.
    mutating func update(_ new: SignIn) {
        guard signIn.isSuperseded(by: new) else { return }
        if new.state != signIn.state {
            step = .none
            remark = nil
        }
        signIn = new
    }
}
