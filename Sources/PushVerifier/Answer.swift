import FoundationEssentials
import PushExchange

/// An HTTP answer as it came.
struct Answer: Sendable {
    var status: Int
    var date: Timestamp?
    var retryAfter: Duration?
    var body: Data
}

extension Answer {
    func asStepReply(to step: Step) -> StepReply {
        switch status {
        case 200..<300: taken(step)
        // The server says itself that it has not done it.
        case 429: .notSent(trouble("asks to wait"))
        case 408: .outcomeUnknown(trouble("gave up waiting for the request"))
        case 400..<500: .refused(failure())
        case 300..<400: .outcomeUnknown(trouble("redirects elsewhere, which is not followed"))
        default: .outcomeUnknown(trouble("has an error of its own"))
        }
    }

    private func taken(_ step: Step) -> StepReply {
        guard let envelope = decoded(Envelope<StepData>.self) else {
            return .outcomeUnknown(trouble("answered something that is no answer to \(step.name.rawValue)"))
        }
        guard envelope.success != false else { return .refused(failure()) }
        guard let data = envelope.data, data.exchangeID != nil || step.isLast else {
            // A yes to the last step is all that there is to say.
            if step.isLast, envelope.success == true { return .answered(StepAnswer(exchangeID: nil)) }
            return .outcomeUnknown(trouble("answered \(step.name.rawValue) without an id for the next step"))
        }
        return .answered(
            StepAnswer(
                exchangeID: data.exchangeID?.value, expiresAt: data.expiresAt ?? data.exchangeID?.expiresAt,
                statusID: data.statusID, choices: data.choices, signIn: data.signIn
            )
        )
    }

    func asStatusReply() -> StatusReply {
        switch status {
        // VER1074, an unknown status id, comes as 204; an error that says as much comes as 4xx.
        case 204, 400, 404, 410: return .learnt(.unknown)
        case 200..<300:
            guard let envelope = decoded(Envelope<StatusData>.self), let text = envelope.data?.status else {
                return .unavailable(trouble("answered something that is no status"))
            }
            return .learnt(RemoteStatus(text))
        default: return .unavailable(trouble("did not tell the status"))
        }
    }

    func asPendingReply(for endpoint: Endpoint) -> PendingReply {
        switch status {
        case 204: return .listed([])
        case 404, 405, 501: return .noSuchList
        case 200..<300:
            guard let envelope = decoded(Envelope<[Lossy<WirePush>]>.self), envelope.success != false else {
                return .unavailable(trouble("answered something that is no pending list"))
            }
            let pushes = (envelope.data ?? []).compactMap(\.value)
            return .listed(pushes.map { $0.payload(tenantKey: endpoint.tenantKey, sub: endpoint.sub) })
        default: return .unavailable(trouble("did not give the pending list"))
        }
    }

    func asPushIDReply() -> PushIDReply {
        switch status {
        case 200..<300:
            guard let envelope = decoded(Envelope<Bool>.self) else {
                return .unavailable(trouble("answered something that is no answer to a change of the push id"))
            }
            return envelope.success == false || envelope.data == false ? .refused(failure()) : .taken
        case 408, 429: return .unavailable(trouble("asks to wait"))
        case 400..<500: return .refused(failure())
        default: return .unavailable(trouble("did not take the change"))
        }
    }

    private func trouble(_ words: String) -> Trouble {
        Trouble("the server \(words) (HTTP \(status))", retryAfter: retryAfter, answered: true)
    }

    private func failure() -> Failure {
        let code = decoded(ErrorEnvelope.self)?.code ?? "http_\(status)"
        return Failure(code: code, detail: ErrorEnvelope.words(for: code, status: status))
    }

    private func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: body)
    }
}
