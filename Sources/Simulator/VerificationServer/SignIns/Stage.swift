/// How far a sign-in is, named as the status answer names it (guide, step 6).
enum Stage: String, Sendable, CaseIterable {
    /// The push went out. Can transition to: `PUSH_ACKNOWLEDGED`, `CANCELLED`.
    case initiated = "INITIATED"
    /// The device has it. Can transition to: `ALLOWED`, `DENIED`, `CANCELLED`.
    case pushAcknowledged = "PUSH_ACKNOWLEDGED"
    /// The user said yes, the number is to come. Can transition to: `AUTHENTICATED`, `DENIED`, `CANCELLED`.
    case allowed = "ALLOWED"
    /// Ended well.
    case authenticated = "AUTHENTICATED"
    /// Ended by the device's no.
    case denied = "DENIED"
    /// Ended by the device or by the web.
    case cancelled = "CANCELLED"

    var isOpen: Bool { !exits.isEmpty }

    /// The stage that `step` leads to, or nil where the server refuses it as wrong-stage.
    func after(_ step: Step) -> Stage? { exits[step] }

    private var exits: [Step: Stage] {
        switch self {
        case .initiated: [.acknowledge: .pushAcknowledged, .cancel: .cancelled]
        case .pushAcknowledged: [.allow: .allowed, .deny: .denied, .cancel: .cancelled]
        case .allowed: [.verify: .authenticated, .deny: .denied, .cancel: .cancelled]
        case .authenticated, .denied, .cancelled: [:]
        }
    }
}
