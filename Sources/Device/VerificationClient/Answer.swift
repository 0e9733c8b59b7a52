import FoundationEssentials
import PushExchange

/// An HTTP answer, not interpreted yet.
struct Answer: Sendable {
    var status: Int
    var date: Timestamp?
    var retryAfter: Duration?
    var body: Data
    /// The server's reference of the request, from a header; `nil` if there is none.
    var reference: String?
    /// What was sent and is secret. It is cut out of the server's words.
    var secrets: [Secret<String>] = []
}

extension Answer {
    /// Whether nothing at the server's address has this path, so that the request was not processed.
    ///
    /// The server's own 404 has its error in it, and is a refusal. A gateway in front of the server
    /// does not use that form.
    var isMissingPath: Bool {
        switch status {
        case 404, 405, 410, 501: !(decoded(ErrorEnvelope.self)?.isOfServer ?? false)
        default: false
        }
    }

    func asStepReply(to step: Step) -> StepReply {
        asStepReply(to: RequestName(step.name), isLast: step.isLast, about: .signIn)
    }

    func asInitiateReply() -> StepReply {
        asStepReply(to: .initiate, isLast: false, about: .enrollment)
    }

    func asScanReply() -> StepReply {
        asStepReply(to: .scan, isLast: false, about: .enrollment)
    }

    func asEnrollReply() -> StepReply {
        let reply = asStepReply(to: .enroll, isLast: true, about: .enrollment)
        guard case .answered = reply, decoded(Envelope<EnrollData>.self)?.data?.enrolled == false else { return reply }
        var refusal = refusal(about: .enrollment)
        refusal.code = Refusal.notEnrolled
        return .refused(.refused(refusal))
    }

    private func asStepReply(to request: RequestName, isLast: Bool, about subject: Refusal.Subject) -> StepReply {
        guard !isMissingPath else { return .notSent(failure(.noSuchPath, request)) }
        return switch status {
        case 200..<300: taken(request, isLast: isLast, about: subject)
        // The server says that it has not processed the request (RFC 6585, 4).
        case 429: .notSent(failure(.askedToWait, request))
        case 408: .outcomeUnknown(failure(.requestTimeout, request))
        case 400..<500: .refused(.refused(refusal(about: subject)))
        case 300..<400: .outcomeUnknown(failure(.redirect, request))
        default: .outcomeUnknown(failure(.serverError, request))
        }
    }

    private func taken(_ request: RequestName, isLast: Bool, about subject: Refusal.Subject) -> StepReply {
        guard let envelope = decoded(Envelope<StepData>.self) else {
            return .outcomeUnknown(failure(.unexpectedContent, request))
        }
        guard envelope.success != false else { return .refused(.refused(refusal(about: subject))) }
        guard let data = envelope.data, data.exchangeID != nil || isLast else {
            // The last step needs nothing but success.
            if isLast, envelope.success == true { return .answered(StepAnswer(exchangeID: nil)) }
            return .outcomeUnknown(failure(.noNextID, request))
        }
        return .answered(
            StepAnswer(
                exchangeID: data.exchangeID?.value, expiresAt: data.expiresAt ?? data.exchangeID?.expiresAt,
                statusID: data.statusID, choices: data.choices, signIn: data.signIn, sub: data.sub,
                account: data.account, selectedNumber: data.selectedNumber
            )
        )
    }

    func asStatusReply() -> StatusReply {
        guard !isMissingPath else { return .unavailable(failure(.noSuchPath, .status)) }
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

    func asPendingReply() -> PendingReply {
        guard !isMissingPath else { return .noSuchList }
        switch status {
        case 204: return .listed([])
        case 200..<300:
            guard let envelope = decoded(Envelope<[Lossy<WirePush>]>.self) else {
                return .unavailable(failure(.unexpectedContent, .pendingList))
            }
            guard envelope.success != false else { return .refused(.refused(refusal(about: .device))) }
            return .listed((envelope.data ?? []).compactMap { try? $0.value?.item() })
        case 408, 429: return .unavailable(failure(.askedToWait, .pendingList))
        case 400..<500: return .refused(.refused(refusal(about: .device)))
        default: return .unavailable(failure(.serverError, .pendingList))
        }
    }

    func asConfiguredReply() -> ConfiguredReply {
        guard !isMissingPath else { return .noSuchList }
        switch status {
        case 204: return .listed(ConfiguredAccount())
        case 200..<300:
            guard let envelope = decoded(Envelope<ConfiguredData>.self) else {
                return .unavailable(failure(.unexpectedContent, .configuredList))
            }
            guard envelope.success != false else { return .refused(.refused(refusal(about: .device))) }
            return .listed(envelope.data?.account ?? ConfiguredAccount())
        case 408, 429: return .unavailable(failure(.askedToWait, .configuredList))
        case 400..<500: return .refused(.refused(refusal(about: .device)))
        default: return .unavailable(failure(.serverError, .configuredList))
        }
    }

    func asPushIDReply() -> ChangeReply {
        guard (200..<300).contains(status) else { return asNoChange(.pushID) }
        guard let envelope = decoded(Envelope<Bool>.self) else {
            return .outcomeUnknown(failure(.unexpectedContent, .pushID))
        }
        return envelope.success == false || envelope.data == false
            ? .refused(.refused(refusal(about: .device))) : .taken
    }

    /// Some releases report the removal of a device, or the end of an enrollment, by the status alone, so the content
    /// only counts if it reports a failure.
    func asChangeReply(to request: RequestName) -> ChangeReply {
        guard (200..<300).contains(status) else { return asNoChange(request) }
        return decoded(Success.self)?.success == false ? .refused(.refused(refusal(about: .device))) : .taken
    }

    private func asNoChange(_ request: RequestName) -> ChangeReply {
        guard !isMissingPath else { return .notSupported(failure(.noSuchPath, request)) }
        return switch status {
        case 429: .notSent(failure(.askedToWait, request))
        case 408: .outcomeUnknown(failure(.askedToWait, request))
        case 400..<500: .refused(.refused(refusal(about: .device)))
        default: .outcomeUnknown(failure(.serverError, request))
        }
    }

    private func failure(_ answer: RequestFailure.UnusableAnswer, _ request: RequestName) -> RequestFailure {
        RequestFailure(.unusableAnswer(answer, to: request, status: status), retryAfter: retryAfter)
    }

    private func refusal(about subject: Refusal.Subject) -> Refusal {
        let error = decoded(ErrorEnvelope.self)
        return Refusal(
            code: error?.code ?? "http_\(status)", status: status, subject: subject,
            words: error?.words.flatMap { ServerWords($0, without: secrets)?.text },
            reference: reference ?? error?.reference)
    }

    private func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: body)
    }
}
