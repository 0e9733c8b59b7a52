import AsyncHTTPClient
import FoundationEssentials
package import NIOCore
import NIOHTTP1
package import PushExchange
package import WebClient

/// Sends requests to verification servers over HTTPS, or over plain HTTP to this machine.
package struct HTTPVerificationClient: VerificationAPI {
    private let web: WebClient
    private let headers: DeviceHeaders

    /// - Parameters:
    ///   - eventLoopGroup: where everything runs.
    ///   - headers: what every request says about this device.
    ///   - settings: how servers are reached.
    /// - Throws: which of the files with certificates can't be read.
    package init(
        eventLoopGroup: any EventLoopGroup, headers: DeviceHeaders, settings: WebSettings = WebSettings()
    ) throws(TrustRoots.Unreadable) {
        self.headers = headers
        web = try WebClient(eventLoopGroup: eventLoopGroup, settings: settings)
    }

    /// Cancels all requests under way. No request can be sent afterwards.
    package func shutdown() async throws {
        try await web.shutdown()
    }

    package func dropConnections() {
        web.dropConnections()
    }

    package func perform(_ step: Step, exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        let body = RequestBodies.step(step, exchangeID: exchangeID, device: endpoint.device)
        let result = await send(RequestName(step.name), body, to: endpoint) { Paths.step(step.name, $0) }
        return stepReply(result) { $0.asStepReply(to: step) }
    }

    package func status(_ statusID: Secret<String>, at endpoint: Endpoint) async -> Reply<StatusReply> {
        let result = await send(.status, [:], secrets: [statusID], to: endpoint) { Paths.status(statusID, $0) }
        return reply(result, read: { $0.asStatusReply() }, fail: { .unavailable($0.failure) })
    }

    package func pendingList(at endpoint: Endpoint) async -> Reply<PendingReply> {
        let result = await send(.pendingList, RequestBodies.pendingList(endpoint), to: endpoint, Paths.pendingList)
        return reply(result, read: { $0.asPendingReply() }, fail: { .unavailable($0.failure) })
    }

    package func configuredList(at endpoint: Endpoint) async -> Reply<ConfiguredReply> {
        let body = RequestBodies.configuredList(endpoint)
        let result = await send(.configuredList, body, to: endpoint, Paths.configuredList)
        return reply(result, read: { $0.asConfiguredReply() }, fail: { .unavailable($0.failure) })
    }

    package func changePushID(to pushID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply> {
        let body = RequestBodies.changePushID(to: pushID, device: endpoint.device)
        return changeReply(await send(.pushID, body, to: endpoint, Paths.changePushID)) { $0.asPushIDReply() }
    }

    package func initiate(with token: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        let body = RequestBodies.initiate(with: token, endpoint)
        let result = await send(.initiate, body, token: token, to: endpoint, Paths.initiate)
        return stepReply(result) { $0.asInitiateReply() }
    }

    package func scan(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        let body = RequestBodies.scan(exchangeID, endpoint)
        return stepReply(await send(.scan, body, to: endpoint, Paths.scan)) { $0.asScanReply() }
    }

    package func enroll(
        _ number: Secret<String>, exchangeID: Secret<String>, at endpoint: Endpoint
    ) async -> Reply<StepReply> {
        let body = RequestBodies.enroll(number, exchangeID: exchangeID, endpoint)
        return stepReply(await send(.enroll, body, to: endpoint, Paths.enroll)) { $0.asEnrollReply() }
    }

    package func cancelEnrollment(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply> {
        let body = RequestBodies.cancelEnrollment(exchangeID)
        let result = await send(.cancelEnrollment, body, to: endpoint, Paths.cancelEnrollment)
        return changeReply(result) { $0.asChangeReply(to: .cancelEnrollment) }
    }

    package func unenroll(at endpoint: Endpoint) async -> Reply<ChangeReply> {
        let body = RequestBodies.unenroll(endpoint)
        let result = await send(.unenroll, body, to: endpoint) { Paths.unenroll(endpoint.sub ?? "", $0) }
        return changeReply(result) { $0.asChangeReply(to: .unenroll) }
    }

    // MARK: Replies

    private func stepReply(_ outcome: Outcome, _ read: (Answer) -> StepReply) -> Reply<StepReply> {
        reply(outcome, read: read, fail: { $0.mayHaveArrived ? .outcomeUnknown($0.failure) : .notSent($0.failure) })
    }

    private func changeReply(_ outcome: Outcome, _ read: (Answer) -> ChangeReply) -> Reply<ChangeReply> {
        reply(outcome, read: read, fail: { $0.mayHaveArrived ? .outcomeUnknown($0.failure) : .notSent($0.failure) })
    }

    private func reply<Value>(
        _ outcome: Outcome, read: (Answer) -> Value, fail: (TransportFailure) -> Value
    ) -> Reply<Value> {
        switch outcome.result {
        case .success(let answer): Reply(read(answer), date: answer.date, paths: outcome.paths)
        case .failure(let failure): Reply(fail(failure))
        }
    }

    // MARK: Requests

    private struct Outcome {
        var result: Result<Answer, TransportFailure>
        /// The generation of paths that is there; `nil` if that is not known from the answer.
        var paths: PathSet?

        init(_ result: Result<Answer, TransportFailure>, on paths: PathSet, _ secrets: [Secret<String>]) {
            self.result = result.map { answer in
                var answer = answer
                answer.secrets = secrets
                return answer
            }
            if case .success(let answer) = result, !answer.isMissingPath { self.paths = paths }
        }
    }

    /// Sends a request on the first of the paths that the endpoint's policy names, and on the fallback if that path is not
    /// there: a path that is not there has not processed the request.
    private func send(
        _ name: RequestName, _ body: [String: String], token: Secret<String>? = nil, secrets: [Secret<String>] = [],
        to endpoint: Endpoint, _ route: (PathSet) -> Paths.Route
    ) async -> Outcome {
        let secrets = secrets + Self.secrets(in: body)
        let choice = endpoint.paths.choice(known: endpoint.knownPaths)
        let first = await send(name, route(choice.first), body, token, to: endpoint)
        guard case .success(let answer) = first, answer.isMissingPath, let fallback = choice.fallback else {
            return Outcome(first, on: choice.first, secrets)
        }
        return Outcome(await send(name, route(fallback), body, token, to: endpoint), on: fallback, secrets)
    }

    /// What the content of a request has that nobody else may read: all but the user's id, the reason, and what is the
    /// same for all devices.
    private static func secrets(in body: [String: String]) -> [Secret<String>] {
        body.filter { !["sub", "reason"].contains($0.key) }.map { Secret($0.value) }
    }

    private func send(
        _ name: RequestName, _ route: Paths.Route, _ body: [String: String], _ token: Secret<String>?,
        to endpoint: Endpoint
    ) async -> Result<Answer, TransportFailure> {
        let request: HTTPClient.Request
        do {
            request = try self.request(route, body, token, to: endpoint)
        } catch {
            return .failure(TransportFailure(error, hasBegun: false))
        }
        return await web.send(request, named: name.rawValue, isQuestion: name.isQuestion).map { Answer($0) }
    }

    private func request(
        _ route: Paths.Route, _ body: [String: String], _ token: Secret<String>?, to endpoint: Endpoint
    ) throws -> HTTPClient.Request {
        var headers = self.headers.of(endpoint)
        // It is not known which of the two a server wants: its clients differ.
        if let token {
            headers.add(name: "access_token", value: token.reveal())
            headers.add(name: "Authorization", value: "Bearer \(token.reveal())")
        }
        let content = route.method == .GET ? nil : HTTPClient.Body.data(try JSONEncoder().encode(body))
        return try HTTPClient.Request(
            url: endpoint.baseURL + route.path, method: route.method, headers: headers, body: content)
    }
}

extension RequestName {
    /// Whether it changes nothing at the server, so that it can be sent twice.
    fileprivate var isQuestion: Bool {
        switch self {
        case .status, .pendingList, .configuredList: true
        case .acknowledge, .allow, .deny, .cancel, .verify, .pushID, .initiate, .scan, .enroll, .cancelEnrollment,
            .unenroll:
            false
        }
    }
}

extension Answer {
    init(_ response: HTTPClient.Response) {
        status = Int(response.status.code)
        let date = response.headers.first(name: "Date").flatMap { Timestamp(httpDate: $0) }
        let retry = response.headers.first(name: "Retry-After")
        self.date = date
        retryAfter = retry.flatMap { Self.pause($0, date: date ?? .now()) }
        reference = response.headers.supportReference
        body = response.body.map { Data($0.readableBytesView) } ?? Data()
    }

    /// Seconds, or a date by the server's clock (RFC 9110, 10.2.3). It is at most an hour: what waits here has expired
    /// by then, and a mistake of the server must not stop the requests for years.
    private static func pause(_ text: String, date: Timestamp) -> Duration? {
        if let pause = Timestamp(httpDate: text).map({ $0 - date }) { return min(max(pause, .zero), longestPause) }
        let digits = text.trimmingPrefix("-")
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard digits.count == text.count else { return .zero }
        // A number that does not fit into an Int is still a number.
        return min(Int(digits).map { .seconds($0) } ?? longestPause, longestPause)
    }

    private static let longestPause = Duration.seconds(3600)
}

extension HTTPHeaders {
    /// `x_ref_number`, also with `-` in place of `_`.
    fileprivate var supportReference: String? {
        lazy.filter { $0.name.lowercased().filter { $0 != "-" && $0 != "_" } == "xrefnumber" }
            .compactMap { SupportReference($0.value)?.text }.first
    }
}
