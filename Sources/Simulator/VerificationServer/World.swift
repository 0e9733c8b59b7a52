import FoundationEssentials
import HTTPTypes

/// The whole server as a value: a call goes in, an outcome comes out, and nothing here waits or touches a socket.
struct World: Sendable {
    /// What the shell does with a request.
    enum Outcome: Sendable {
        case answer(Answer)
        case close
        case hang
    }

    let source: Source
    let tenant = Tenant()
    let defaultInbox: String?
    /// Where a finished sign-in goes; nil is the simulator's own landing page.
    let redirectURI: String?
    /// The device that is there from the start.
    let builtIn: Device
    /// What a device that enrolls by a link is to call itself.
    let authenticatorID: String
    var ledger: Ledger
    var setups = SetupBook()
    var applications = Applications()
    var grants: Grants
    var key: SigningKey?
    var faults: FaultBook
    var log = RequestLog()
    /// Known once the port is.
    var baseURL = ""
    var landing = ""
    /// A page here, by another of this host's names.
    var elsewhere = ""

    /// The answer to `call`, or the fault that was armed for it. Every call but those below `/sim/` is logged.
    mutating func outcome(of call: Call, route: Result<Route, Refusal>) -> (outcome: Outcome, delivery: Delivery?) {
        let step = try? route.get().step
        let fault = step.flatMap { faults.fire(on: $0) }
        let processed = fault?.moment == .before ? nil : answer(to: call, route: route)
        let outcome = fault.map { self.outcome(of: $0, on: processed) } ?? processed.map(Outcome.answer) ?? .close
        if step != nil || !call.path.hasPrefix("/sim/") && !["/", "/account"].contains(call.path) {
            log.append(entry(for: call, step: step, processed: processed, outcome: outcome, fault: fault))
        }
        return (outcome, processed?.delivery)
    }

    func enrollment(_ device: Device) -> Enrollment { Enrollment(device, tenant: tenant, baseURL: baseURL) }

    mutating func register(_ request: DeviceRequest) throws(Refusal) -> Enrollment {
        let device = Device(request, defaultInbox: defaultInbox, source: source)
        try ledger.register(device)
        return enrollment(device)
    }

    /// With the push id that it has by now.
    var builtInEnrollment: Enrollment {
        enrollment(ledger.devices.first { $0.mediumID == builtIn.mediumID } ?? builtIn)
    }

    private mutating func answer(to call: Call, route: Result<Route, Refusal>) -> Answer {
        do {
            return try route.get().handle(call, &self)
        } catch {
            return .refused(error, reference: source.id())
        }
    }

    private func outcome(of fault: Fault, on processed: Answer?) -> Outcome {
        var answer = processed.flatMap { $0.body.isEmpty ? nil : $0 } ?? Self.blanks
        switch fault.effect {
        case .close: return .close
        case .hang: return .hang
        case .answer(let status, let headers, let body):
            return .answer(Answer(status: status, headers: fields(headers), body: body))
        case .redirect: return .answer(Answer(status: 307, headers: [.location: elsewhere]))
        case .alter(let alteration): answer.body = alteration.applied(to: answer.body)
        case .drip(let pause): answer.manner = .drip(pause: pause)
        case .cut: answer.manner = .cut
        case .flood(let bytes): answer.manner = .flood(bytes: bytes)
        }
        return .answer(answer)
    }

    /// For what is wrong with how an answer comes, where there is none. It is no JSON, so that nobody takes it for a yes.
    private static let blanks = Answer(
        status: 200, headers: [.contentType: "application/json"], body: Array(repeating: UInt8(ascii: " "), count: 400))

    private func fields(_ headers: [String: String]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }

    private func entry(for call: Call, step: Step?, processed: Answer?, outcome: Outcome, fault: Fault?)
        -> LoggedRequest
    {
        let sent: Int? = if case .answer(let answer) = outcome { answer.status } else { nil }
        let fields = try? step == .finish ? call.form() : call.fields()
        let exchangeID = try? fields?.exchangeID()
        let statusID =
            processed?.statusID ?? call.parameters["status_id"] ?? exchangeID.flatMap(ledger.statusID)
            ?? exchangeID.flatMap(setups.statusID)
            ?? (try? fields?.optional("status_id"))
        return LoggedRequest(
            at: source.now().rfc3339, method: call.method.rawValue, path: String(call.path.prefix(512)),
            step: step?.rawValue, exchangeID: exchangeID.map { String($0.prefix(64)) },
            statusID: statusID.map { String($0.prefix(64)) },
            result: processed?.result ?? "fault", httpStatus: sent, fault: fault?.name)
    }
}
