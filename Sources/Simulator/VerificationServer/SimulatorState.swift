import FoundationEssentials
import HTTPTypes
import OpenIDProvider
import SimulatorHTTP

/// The whole simulator as a value: it turns a request into an outcome, and never waits or touches a socket.
struct SimulatorState: Sendable {
    /// What the server does with a request.
    enum Outcome: Sendable {
        case answer(ServerResponse)
        case close
        case hang
    }

    let source: Source
    let makeNumbers: @Sendable () -> Numbers
    let tenant = Tenant()
    let defaultInbox: String?
    /// False for a tenant whose pushes reach nobody.
    let delivers: Bool
    let shapes: Shapes
    let errorForm: ErrorForm
    let links: LinkStyle
    /// Where a finished sign-in redirects to; nil is the simulator's own landing page.
    let redirectURI: String?
    /// The device that is registered from the start.
    let builtIn: Device
    /// The client id of the authenticator app, with which devices enroll and sign their users in.
    let authenticatorID: String
    var people: People
    var pushTokens: PushTokens
    var absent: AbsentRoutes
    var store: VerificationStore
    var setups = SetupStore()
    var openID: OpenIDProvider
    var faults: FaultQueue
    var log = RequestLog()
    /// The push that the current request has caused.
    var outgoingPush: PushDelivery?
    /// Set when the port is known.
    var baseURL = "" {
        didSet { openID.issuer = baseURL }
    }
    var landing = ""
    /// A URL of this server with another of its host names, for the redirect fault.
    var elsewhere = ""

    /// The answer to `request`, or the fault that was armed for it, and the push that it causes. All requests are
    /// logged, except those for pages and those below `/sim/`.
    mutating func outcome(
        of request: ServerRequest, route: Result<Route, Refusal>
    ) -> (outcome: Outcome, push: PushDelivery?) {
        outgoingPush = nil
        let step = try? route.get().step
        let gateway = (try? route.get()).flatMap { absent.answer(to: request, on: $0) }
        let fault = gateway == nil ? step.flatMap { faults.fire(on: $0) } : nil
        let processed = gateway ?? (fault?.moment == .before ? nil : answer(to: request, route: route))
        let outcome = fault.map { self.outcome(of: $0, on: processed) } ?? processed.map(Outcome.answer) ?? .close
        if step != nil || !request.isForPeople {
            log.append(entry(for: request, step: step, processed: processed, outcome: outcome, fault: fault))
        }
        return (outcome, outgoingPush)
    }

    func enrollment(_ device: Device) -> Enrollment { Enrollment(device, tenant: tenant, baseURL: baseURL) }

    mutating func register(_ request: DeviceRequest) throws(Refusal) -> Enrollment {
        let device = Device(request, defaultInbox: defaultInbox, source: source)
        try store.register(device)
        return enrollment(device)
    }

    /// With its current push id.
    var builtInEnrollment: Enrollment {
        enrollment(store.devices.first { $0.mediumID == builtIn.mediumID } ?? builtIn)
    }

    private mutating func answer(to request: ServerRequest, route: Result<Route, Refusal>) -> ServerResponse {
        do {
            return try route.get().handle(request, &self)
        } catch {
            return .refused(error, in: errorForm, reference: source.id())
        }
    }

    private func outcome(of fault: Fault, on processed: ServerResponse?) -> Outcome {
        var answer = processed.flatMap { $0.body.isEmpty ? nil : $0 } ?? Self.blanks
        switch fault.effect {
        case .close: return .close
        case .hang: return .hang
        case .answer(let status, let headers, let body):
            return .answer(ServerResponse(status: status, headers: fields(headers), body: body))
        case .redirect: return .answer(ServerResponse(status: 307, headers: [.location: elsewhere]))
        case .alter(let alteration): answer.body = alteration.applied(to: answer.body)
        case .drip(let pause): answer.transmission = .drip(pause: pause)
        case .cut: answer.transmission = .cut
        case .flood(let bytes): answer.transmission = .flood(bytes: bytes)
        }
        return .answer(answer)
    }

    /// The answer for a fault of the transmission if there is no body to send. It is not JSON, so no client takes it
    /// for a success.
    private static let blanks = ServerResponse(
        status: 200, headers: [.contentType: "application/json"], body: Array(repeating: UInt8(ascii: " "), count: 400))

    private func fields(_ headers: [String: String]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }
}

extension ServerRequest {
    /// Whether it is for a page, or for test support.
    fileprivate var isForPeople: Bool {
        path == "/" || ["/sim/", "/account"].contains { path.hasPrefix($0) }
    }
}
