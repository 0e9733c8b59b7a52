import FoundationEssentials
import PushExchange

/// An HTTP answer, not interpreted yet.
struct Answer: Sendable {
    var status: Int
    var date: Timestamp?
    var retryAfter: Duration?
    var body: Data
}

extension Answer {
    func asStepReply(to step: Step) -> StepReply {
        asStepReply(to: RequestName(step.name), isLast: step.isLast, about: .signIn)
    }

    func asScanReply() -> StepReply {
        asStepReply(to: .scan, isLast: false, about: .enrollment)
    }

    func asEnrollReply() -> StepReply {
        asStepReply(to: .enroll, isLast: true, about: .enrollment)
    }

    private func asStepReply(to request: RequestName, isLast: Bool, about subject: Refusal.Subject) -> StepReply {
        switch status {
        case 200..<300: taken(request, isLast: isLast, about: subject)
        // The server says that it has not processed the request (RFC 6585, 4).
        case 429: .notSent(failure(.askedToWait, request))
        case 408: .outcomeUnknown(failure(.requestTimeout, request))
        case 400..<500: .refused(refusal(about: subject))
        case 300..<400: .outcomeUnknown(failure(.redirect, request))
        default: .outcomeUnknown(failure(.serverError, request))
        }
    }

    private func taken(_ request: RequestName, isLast: Bool, about subject: Refusal.Subject) -> StepReply {
        guard let envelope = decoded(Envelope<StepData>.self) else {
            return .outcomeUnknown(failure(.unexpectedContent, request))
        }
        guard envelope.success != false else { return .refused(refusal(about: subject)) }
        guard let data = envelope.data, data.exchangeID != nil || isLast else {
            // The last step needs nothing but success.
            if isLast, envelope.success == true { return .answered(StepAnswer(exchangeID: nil)) }
            return .outcomeUnknown(failure(.noNextID, request))
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
        // An unknown status id (VER1074) is answered with 204, or by some errors with 4xx.
        case 204, 400, 404, 410: return .learnt(.unknown)
        case 200..<300:
            guard let envelope = decoded(Envelope<StatusData>.self), let text = envelope.data?.status else {
                return .unavailable(failure(.unexpectedContent, .status))
            }
            return .learnt(RemoteStatus(text))
        default: return .unavailable(failure(.serverError, .status))
        }
    }

    func asPendingReply(for endpoint: Endpoint) -> PendingReply {
        switch status {
        case 204: return .listed([])
        case 404, 405, 501: return .noSuchList
        case 200..<300:
            guard let envelope = decoded(Envelope<[Lossy<WirePush>]>.self) else {
                return .unavailable(failure(.unexpectedContent, .pendingList))
            }
            guard envelope.success != false else { return .refused(refusal(about: .device)) }
            let pushes = (envelope.data ?? []).compactMap(\.value)
            return .listed(pushes.map { $0.payload(tenantKey: endpoint.tenantKey, sub: endpoint.sub) })
        case 408, 429: return .unavailable(failure(.askedToWait, .pendingList))
        case 400..<500: return .refused(refusal(about: .device))
        default: return .unavailable(failure(.serverError, .pendingList))
        }
    }

    func asPushIDReply() -> ChangeReply {
        guard (200..<300).contains(status) else { return asNoChange(.pushID) }
        guard let envelope = decoded(Envelope<Bool>.self) else {
            return .outcomeUnknown(failure(.unexpectedContent, .pushID))
        }
        return envelope.success == false || envelope.data == false ? .refused(refusal(about: .device)) : .taken
    }

    /// Some releases report the removal of a device by the status alone, so the content only counts if it reports a
    /// failure.
    func asUnenrollReply() -> ChangeReply {
        guard (200..<300).contains(status) else { return asNoChange(.unenroll) }
        return decoded(Success.self)?.success == false ? .refused(refusal(about: .device)) : .taken
    }

    private func asNoChange(_ request: RequestName) -> ChangeReply {
        switch status {
        case 429: .notSent(failure(.askedToWait, request))
        case 408: .outcomeUnknown(failure(.askedToWait, request))
        case 400..<500: .refused(refusal(about: .device))
        default: .outcomeUnknown(failure(.serverError, request))
        }
    }

    private func failure(_ answer: RequestFailure.UnusableAnswer, _ request: RequestName) -> RequestFailure {
        RequestFailure(.unusableAnswer(answer, to: request, status: status), retryAfter: retryAfter)
    }

    /// A refusal, without the text of the server: it may quote secrets.
    private func refusal(about subject: Refusal.Subject) -> Failure {
        .refused(
            Refusal(
                code: decoded(ErrorEnvelope.self)?.code ?? "http_\(status)", status: status, subject: subject))
    }

    private func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: body)
    }
}
