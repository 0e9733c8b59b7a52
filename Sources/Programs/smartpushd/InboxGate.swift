import Messages
import PushEngine
import PushExchange
import PushInbox

/// Passes the inbox's pushes to the engine, and turns the engine's refusals into the inbox's.
struct InboxGate: InboxReceiver {
    let engine: Engine

    func receive(_ pushes: [PushPayload]) async -> [Result<Receipt, InboxError>] {
        guard !pushes.isEmpty else { return [] }
        return await engine.deliver(pushes).map { result in
            result
                .map { Receipt(id: $0.id, duplicate: $0.duplicate) }
                .mapError { InboxError($0) }
        }
    }

    func poke() async {
        await engine.poke()
    }

    func error(_ fault: InboxFault) -> InboxError {
        switch fault {
        case .malformed(let error): InboxError(.malformed, .device(.payload(error)))
        case .tooLarge: InboxError(.tooLarge, .lineTooLarge)
        case .tooManyConnections: InboxError(.unavailable, .tooManyConnections)
        case .unanswered: InboxError(.unavailable, .unanswered)
        }
    }
}

extension InboxError {
    /// An error in English, the language of the inbox.
    init(_ code: Code, _ message: ProblemMessage) {
        self.init(code, message.english)
    }

    init(_ refusal: DeliveryRefusal) {
        switch refusal {
        case .unsupportedType: self.init(.unsupportedType, .unsupportedType)
        case .unknownEnrollment: self.init(.unknownEnrollment, .unknownEnrollment)
        case .expired: self.init(.expired, .pushExpired)
        case .queueFull: self.init(.queueFull, .queueFull)
        case .unavailable(.stopping): self.init(.unavailable, .stoppingInbox)
        case .unavailable(let reason): self.init(.unavailable, ProblemMessage(reason))
        }
    }
}
