import LocalAPIClient
import LocalAPIModel
import Messages

@testable import PromptModel

/// A desk with a hand on its clock: what happens goes in, what is to be done comes out.
struct Scene {
    static let start = 1_800_000_000.0

    private(set) var desk: Desk
    private(set) var effects: [Desk.Effect] = []
    private var clock = Duration.seconds(100)
    private var lastNumber: UInt32 = 0

    init(german: Bool = false) {
        desk = Desk(in: german ? .german : .english)
    }

    /// With a service that has come, and a sign-in that waits on the screen for long enough to be answered.
    static func asking(by service: NotificationService = .xfce, _ exchange: ExchangeDocument = .waiting()) -> Scene {
        var scene = Scene()
        scene.happens(.serviceCame(service, earlier: []))
        scene.happens(.changed(exchange))
        scene.showsAll()
        scene.passes(.seconds(1))
        scene.showsAll()
        return scene
    }

    mutating func happens(_ event: Desk.Event) {
        let seconds = Double((clock - .seconds(100)).components.seconds)
        effects = desk.apply(event, at: Instant(wall: Self.start + seconds, steady: clock))
    }

    mutating func passes(_ time: Duration) {
        clock += time
        happens(.time)
    }

    /// The service shows what it was asked to, each with the next number, or in the place of another.
    mutating func showsAll() {
        for effect in effects {
            guard case .show(_, let id, let replaced, let ticket) = effect else { continue }
            if replaced == 0 { lastNumber += 1 }
            happens(.shown(number: replaced == 0 ? lastNumber : replaced, exchange: id, ticket: ticket))
        }
    }

    /// Presses a button of the notification that came last.
    mutating func press(_ press: Press) {
        happens(.pressed(number: lastNumber, word: press.word))
    }

    /// The number of the notification that came last.
    var number: UInt32 { lastNumber }

    var notices: [Notice] {
        effects.compactMap { if case .show(let notice, _, _, _) = $0 { notice } else { nil } }
    }

    var decisions: [Decision] {
        effects.compactMap { if case .decide(let decision, _) = $0 { decision } else { nil } }
    }

    var questions: [Question] {
        effects.compactMap { if case .ask(let question, _) = $0 { question } else { nil } }
    }

    /// The ticket of what was sent to be shown.
    var ticket: Int {
        effects.compactMap { if case .show(_, _, _, let ticket) = $0 { ticket } else { nil } }.first ?? 0
    }

    var pause: Duration? {
        effects.compactMap { if case .wake(let pause) = $0 { pause } else { nil } }.first
    }
}

extension NotificationService {
    static let xfce = NotificationService(name: "Xfce Notify Daemon", capabilities: ["actions", "body", "body-markup"])
    static let gnome = NotificationService(name: "gnome-shell", capabilities: ["actions", "body", "body-markup"])
    static let dunst = NotificationService(name: "dunst", capabilities: ["actions", "body"])
    static let bare = NotificationService(name: "notify-osd", capabilities: ["body"])
}

extension ExchangeDocument {
    static let numbers = ["12", "55", "07", "90"]

    /// One that waits for its user, for five minutes from ``Scene/start`` on.
    static func waiting(_ id: String = "11111111-aaaa", _ state: ExchangeState = .acknowledged) -> ExchangeDocument {
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
        exchange.deviceInfo?.browser = "Firefox"
        exchange.deviceInfo?.os = "Linux"
        if state == .allowed { exchange.choices = numbers }
        return exchange
    }

    /// The same later on.
    func then(_ state: ExchangeState, by endedBy: EndedBy? = nil, at second: Int = 1) -> ExchangeDocument {
        var exchange = self
        exchange.state = state
        exchange.endedBy = endedBy
        exchange.updatedAt = "2027-01-15T08:00:0\(second).000Z"
        exchange.choices = state == .allowed ? Self.numbers : nil
        return exchange
    }
}
