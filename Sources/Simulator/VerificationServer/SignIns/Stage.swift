/// The stage of a sign-in. The raw values are those of the status answer (guide, step 6).
enum Stage: String, Sendable, CaseIterable {
    /// The push was sent. Can transition to: `PUSH_ACKNOWLEDGED`, `CANCELLED`.
    case initiated = "INITIATED"
    /// The device has the push. Can transition to: `ALLOWED`, `DENIED`, `CANCELLED`.
    case pushAcknowledged = "PUSH_ACKNOWLEDGED"
    /// The user allowed it and has to pick the number. Can transition to: `AUTHENTICATED`, `DENIED`, `CANCELLED`.
    case allowed = "ALLOWED"
    /// Ended well.
    case authenticated = "AUTHENTICATED"
    /// Ended: the user denied it on the device.
    case denied = "DENIED"
    /// Ended: the device or the web cancelled it.
    case cancelled = "CANCELLED"

    var isOpen: Bool { !exits.isEmpty }

    /// The stage that `step` leads to, or nil if the step is not possible at this stage.
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
