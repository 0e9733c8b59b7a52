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
        case .unavailable(let words):
            self.init(.unavailable, words)
        }
    }
}
