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
        asStepReply(to: step.name.rawValue, isLast: step.isLast, about: .signIn)
    }

    func asScanReply() -> StepReply {
        asStepReply(to: "scan", isLast: false, about: .scan)
    }

    func asEnrollReply() -> StepReply {
        asStepReply(to: "enroll", isLast: true, about: .enrollment)
    }

    private func asStepReply(to name: String, isLast: Bool, about subject: Subject) -> StepReply {
        switch status {
        case 200..<300: taken(name, isLast: isLast, about: subject)
        // The server says itself that it has not done it.
        case 429: .notSent(trouble("asks to wait"))
        case 408: .outcomeUnknown(trouble("gave up waiting for the request"))
        case 400..<500: .refused(failure(about: subject))
        case 300..<400: .outcomeUnknown(trouble("redirects elsewhere, which is not followed"))
        default: .outcomeUnknown(trouble("has an error of its own"))
        }
    }

    private func taken(_ name: String, isLast: Bool, about subject: Subject) -> StepReply {
        guard let envelope = decoded(Envelope<StepData>.self) else {
            return .outcomeUnknown(trouble("answered something that is no answer to \(name)"))
        }
        guard envelope.success != false else { return .refused(failure(about: subject)) }
        guard let data = envelope.data, data.exchangeID != nil || isLast else {
            // A yes to the last step is all that there is to say.
            if isLast, envelope.success == true { return .answered(StepAnswer(exchangeID: nil)) }
            return .outcomeUnknown(trouble("answered \(name) without an id for the next step"))
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
            guard let envelope = decoded(Envelope<[Lossy<WirePush>]>.self) else {
                return .unavailable(trouble("answered something that is no pending list"))
            }
            guard envelope.success != false else { return .refused(failure(about: .device)) }
            let pushes = (envelope.data ?? []).compactMap(\.value)
            return .listed(pushes.map { $0.payload(tenantKey: endpoint.tenantKey, sub: endpoint.sub) })
        case 408, 429: return .unavailable(trouble("asks to wait"))
        case 400..<500: return .refused(failure(about: .device))
        default: return .unavailable(trouble("did not give the pending list"))
        }
    }

    func asPushIDReply() -> ChangeReply {
        guard (200..<300).contains(status) else { return asNoChange() }
        guard let envelope = decoded(Envelope<Bool>.self) else {
            return .outcomeUnknown(trouble("answered something that is no answer to a change of the push id"))
        }
        return envelope.success == false || envelope.data == false ? .refused(failure(about: .device)) : .taken
    }

    /// That a device is removed is said by the status alone in some releases, so the body counts where it says no.
    func asUnenrollReply() -> ChangeReply {
        guard (200..<300).contains(status) else { return asNoChange() }
        return decoded(Success.self)?.success == false ? .refused(failure(about: .device)) : .taken
    }

    private func asNoChange() -> ChangeReply {
        switch status {
        case 429: .notSent(trouble("asks to wait"))
        case 408: .outcomeUnknown(trouble("asks to wait"))
        case 400..<500: .refused(failure(about: .device))
        default: .outcomeUnknown(trouble("did not take the change"))
        }
    }

    private func trouble(_ words: String) -> Trouble {
        Trouble("the server \(words) (HTTP \(status))", retryAfter: retryAfter, answered: true)
    }

    private func failure(about subject: Subject) -> Failure {
        Failure(code: decoded(ErrorEnvelope.self)?.code ?? "http_\(status)", status: status, about: subject)
    }

    private func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: body)
    }
}
