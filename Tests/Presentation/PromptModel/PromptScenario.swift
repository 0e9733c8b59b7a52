import LocalAPIModel
import Messages

@testable import PromptModel
@testable import SignInModel

/// A prompt whose clock the test controls. It passes in events and records the effects.
struct PromptScenario {
    static let start = 1_800_000_000.0

    private(set) var machine: PromptMachine
    private(set) var effects: [PromptMachine.Effect] = []
    private var clock = Duration.seconds(100)
    private var lastID: NotificationID = 0

    init(german: Bool = false) {
        machine = PromptMachine(in: german ? .german : .english)
    }

    /// With a notification service, and a sign-in that has been on the screen long enough to be answered.
    static func asking(by service: NotificationService = .xfce, _ signIn: SignIn = .waiting()) -> PromptScenario {
        var scenario = PromptScenario()
        scenario.happens(.serviceAppeared(service, leftovers: []))
        scenario.happens(.changed(signIn))
        scenario.showsAll()
        scenario.passes(.seconds(1))
        scenario.showsAll()
        return scenario
    }

    mutating func happens(_ event: PromptMachine.Event) {
        let seconds = Double((clock - .seconds(100)).components.seconds)
        effects = machine.apply(event, at: Instant(wall: Self.start + seconds, steady: clock))
    }

    mutating func passes(_ time: Duration) {
        clock += time
        happens(.timerFired)
    }

    /// The service shows all requested notifications, each with the next id or in place of another.
    mutating func showsAll() {
        for effect in effects {
            guard case .show(_, let id, let replaced, let ticket) = effect else { continue }
            if replaced == 0 { lastID += 1 }
            happens(.shown(replaced == 0 ? lastID : replaced, signIn: id, ticket: ticket))
        }
    }

    /// Presses a button of the latest notification.
    mutating func press(_ action: NotificationAction) {
        happens(.actionInvoked(lastID, key: action.key))
    }

    /// The id of the latest notification.
    var notification: NotificationID { lastID }

    var contents: [NotificationContent] {
        effects.compactMap { if case .show(let content, _, _, _) = $0 { content } else { nil } }
    }

    var decisions: [Decision] {
        effects.compactMap { if case .decide(let decision, _) = $0 { decision } else { nil } }
    }

    var questions: [NumberQuestion] {
        effects.compactMap { if case .openDialog(let question, _) = $0 { question } else { nil } }
    }

    /// The ticket of the requested notification.
    var ticket: Int {
        effects.compactMap { if case .show(_, _, _, let ticket) = $0 { ticket } else { nil } }.first ?? 0
    }

    var pause: Duration? {
        effects.compactMap { if case .setTimer(let pause) = $0 { pause } else { nil } }.first
    }
}

extension NotificationService {
    static let xfce = NotificationService(name: "Xfce Notify Daemon", capabilities: ["actions", "body", "body-markup"])
    static let gnome = NotificationService(name: "gnome-shell", capabilities: ["actions", "body", "body-markup"])
    static let dunst = NotificationService(name: "dunst", capabilities: ["actions", "body"])
    static let bare = NotificationService(name: "notify-osd", capabilities: ["body"])
}

extension SignIn {
    static let numbers = ["12", "55", "07", "90"]

    /// A sign-in that waits for the user, for five minutes from ``PromptScenario/start``.
    static func waiting(_ id: String = "11111111-aaaa", _ state: ExchangeState = .acknowledged) -> SignIn {
        var exchange = ExchangeDocument(
            id: id, state: state, enrollment: "e", sub: "anna", tenantKey: "acme", tenantName: "Acme",
            verificationType: "PUSH", clientName: "Payroll", message: "Please confirm",
            receivedAt: "2027-01-15T08:00:00.000Z", updatedAt: "2027-01-15T08:00:00.100Z",
            expiresAt: "2027-01-15T08:05:00.000Z")
        exchange.address = AddressDocument()
        exchange.address?.city = "Berlin"
        exchange.address?.countryLong = "Germany"
        exchange.address?.ip = "203.0.113.7"
        exchange.deviceInfo = DeviceInfoDocument()
        exchange.deviceInfo?.browser = SoftwareDocument(name: "Firefox")
        exchange.deviceInfo?.os = SoftwareDocument(name: "Linux")
        if state == .allowed { exchange.choices = numbers }
        return SignIn(exchange)
    }

    /// The same sign-in in a later state.
    func then(_ state: ExchangeState, by endedBy: EndedBy? = nil, at second: Int = 1) -> SignIn {
        var signIn = self
        signIn.state = state
        signIn.endedBy = endedBy
        signIn.updatedAt = "2027-01-15T08:00:0\(second).000Z"
        signIn.choices = state == .allowed ? Self.numbers : nil
        return signIn
    }
}
