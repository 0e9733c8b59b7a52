import PushEngine
import PushExchange
import PushInbox

/// Hands the inbox's pushes to the engine, and puts its refusals into the inbox's words.
struct InboxGate: InboxReceiver {
    let engine: Engine

    func receive(_ pushes: [PushPayload]) async -> [Result<Receipt, InboxError>] {
        guard !pushes.isEmpty else { return [] }
        return await engine.deliver(pushes).map { result in
            result
                .map { Receipt(id: $0.id, duplicate: $0.duplicate) }
                .mapError(InboxError.init)
        }
    }

    func error(_ fault: InboxFault) -> InboxError {
        switch fault {
        case .malformed(let error): InboxError(.malformed, error.inWords)
        case .tooLarge: InboxError(.tooLarge, "a line has at most 64 KiB; the connection is closed")
        case .tooManyConnections: InboxError(.unavailable, "too many connections; deliver it again later")
        case .unanswered: InboxError(.unavailable, "no answer; deliver it again")
        }
    }
}

extension InboxError {
    init(_ refusal: DeliveryRefusal) {
        switch refusal {
        case .unsupportedType:
            self.init(.unsupportedType, "only pushes of the verification_type PUSH are answered here")
        case .unknownEnrollment:
            self.init(.unknownEnrollment, "no device is enrolled for this tenant_key and sub; see smartpush enroll")
        case .expired:
            self.init(.expired, "expires_at has passed; start the sign-in again")
        case .queueFull:
            self.init(.queueFull, "too many sign-ins are open; answer or cancel some, then deliver this again")
        case .unavailable(.stopping):
            self.init(.unavailable, "the daemon is stopping; deliver it again when it is back")
        case .unavailable(let reason):
            self.init(.unavailable, reason.inWords)
        }
    }
}
