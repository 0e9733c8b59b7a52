import AsyncHTTPClient
import CrashPoints
import FoundationEssentials
package import NIOCore
import NIOHTTP1
import NIOSSL
package import PushExchange

/// Sends requests to verification servers over HTTPS, or over plain HTTP to this machine.
package struct HTTPVerificationClient: VerificationAPI {
    private static let connectTimeout = TimeAmount.seconds(5)
    private static let largestBody = 1 << 20

    private let client: HTTPClient
    private let eventLoop: any EventLoop
    private let userAgent: String
    private let timeout: TimeAmount

    /// - Parameters:
    ///   - eventLoopGroup: where everything runs.
    ///   - userAgent: the `User-Agent` of every request.
    ///   - trustRoots: a PEM file of certificate authorities to trust in addition to those of the system, for a private
    ///     server.
    ///   - timeout: for a whole request, from the connection to the end of the answer.
    /// - Throws: an error of NIOSSL if the file does not contain certificates.
    package init(
        eventLoopGroup: any EventLoopGroup, userAgent: String, trustRoots: String? = nil,
        timeout: TimeAmount = .seconds(15)
    ) throws {
        self.userAgent = userAgent
        self.timeout = timeout
        eventLoop = eventLoopGroup.next()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let trustRoots {
            tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(trustRoots))]
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: min(Self.connectTimeout, timeout), read: timeout)
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = .seconds(20)
        // The engine decides what to do about a refused connection, so it must learn of it at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroup: eventLoopGroup, configuration: configuration)
    }

    /// Cancels all requests under way. No request can be sent afterwards.
    package func shutdown() async throws {
        try await client.shutdown().get()
    }

    package func perform(_ step: Step, exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        let body = RequestBodies.step(step, exchangeID: exchangeID, device: endpoint.device)
        let path = Paths.step(step.name, endpoint.pathSet)
        return stepReply(await send(RequestName(step.name), path, body: body, to: endpoint)) {
            $0.asStepReply(to: step)
        }
    }

    package func status(_ statusID: Secret<String>, at endpoint: Endpoint) async -> Reply<StatusReply> {
        switch await send(.status, Paths.status(statusID, endpoint.pathSet), body: [:], to: endpoint) {
        case .success(let answer): Reply(answer.asStatusReply(), date: answer.date)
        case .failure(let failure): Reply(.unavailable(failure.failure))
        }
    }

    package func pendingList(at endpoint: Endpoint) async -> Reply<PendingReply> {
        let body = RequestBodies.pendingList(endpoint)
        switch await send(.pendingList, Paths.pendingList(endpoint.pathSet), body: body, to: endpoint) {
        case .success(let answer): return Reply(answer.asPendingReply(for: endpoint), date: answer.date)
        case .failure(let failure): return Reply(.unavailable(failure.failure))
        }
    }

    package func changePushID(to pushID: Secret<String>, at endpoint: Endpoint) async -> Reply<ChangeReply> {
        let body = RequestBodies.changePushID(to: pushID, device: endpoint.device)
        let result = await send(.pushID, Paths.changePushID(endpoint.pathSet), body: body, to: endpoint)
        return changeReply(result) { $0.asPushIDReply() }
    }

    package func scan(_ exchangeID: Secret<String>, at endpoint: Endpoint) async -> Reply<StepReply> {
        let body = RequestBodies.scan(exchangeID, endpoint)
        let result = await send(.scan, Paths.scan(endpoint.pathSet), body: body, to: endpoint)
        return stepReply(result) { $0.asScanReply() }
    }

    package func enroll(
        _ number: Secret<String>, exchangeID: Secret<String>, at endpoint: Endpoint
    ) async -> Reply<StepReply> {
        let body = RequestBodies.enroll(number, exchangeID: exchangeID, endpoint)
        let result = await send(.enroll, Paths.enroll(endpoint.pathSet), body: body, to: endpoint)
        return stepReply(result) { $0.asEnrollReply() }
    }

    package func unenroll(at endpoint: Endpoint) async -> Reply<ChangeReply> {
        let body = RequestBodies.unenroll(endpoint)
        let result = await send(
            .unenroll, Paths.unenroll(endpoint.sub, endpoint.pathSet), body: body, to: endpoint)
        return changeReply(result) { $0.asUnenrollReply() }
    }

    private func stepReply(
        _ result: Result<Answer, TransportFailure>, _ read: (Answer) -> StepReply
    ) -> Reply<StepReply> {
        switch result {
        case .success(let answer): Reply(read(answer), date: answer.date)
        case .failure(let failure) where failure.mayHaveArrived: Reply(.outcomeUnknown(failure.failure))
        case .failure(let failure): Reply(.notSent(failure.failure))
        }
    }

    private func changeReply(
        _ result: Result<Answer, TransportFailure>, _ read: (Answer) -> ChangeReply
    ) -> Reply<ChangeReply> {
        switch result {
        case .success(let answer): Reply(read(answer), date: answer.date)
        case .failure(let failure) where failure.mayHaveArrived: Reply(.outcomeUnknown(failure.failure))
        case .failure(let failure): Reply(.notSent(failure.failure))
        }
    }

    private func send(
        _ name: RequestName, _ route: Paths.Route, body: [String: String], to endpoint: Endpoint
    ) async -> Result<Answer, TransportFailure> {
        let request: HTTPClient.Request
        do {
            request = try self.request(route, body: body, baseURL: endpoint.baseURL)
        } catch {
            return .failure(TransportFailure(error, hasBegun: false))
        }
        let watched = WatchedRequest(request, named: name.rawValue, largestBody: Self.largestBody)
        CrashPoint.beforeRequest.reach(name.rawValue)
        do {
            // The async methods of the client start tasks on the global executor, which then wakes an idle process
            // every second, for good. Its futures do not.
            let response = try await client.execute(
                request: request, delegate: watched, eventLoop: .delegateAndChannel(on: eventLoop),
                deadline: .now() + timeout
            ).get()
            CrashPoint.answerReceived.reach(name.rawValue)
            return .success(Answer(response))
        } catch {
            return .failure(TransportFailure(error, hasBegun: watched.hasBegun))
        }
    }

    private func request(
        _ route: Paths.Route, body: [String: String], baseURL: String
    ) throws -> HTTPClient.Request {
        var headers: HTTPHeaders = ["Accept": "application/json", "User-Agent": userAgent]
        var content: HTTPClient.Body?
        // The guide requires a content type for its one GET too, which has no content.
        headers.add(name: "Content-Type", value: "application/json")
        if route.method != .GET {
            content = .data(try JSONEncoder().encode(body))
        }
        return try HTTPClient.Request(url: baseURL + route.path, method: route.method, headers: headers, body: content)
    }
}

extension Answer {
    init(_ response: HTTPClient.Response) {
        status = Int(response.status.code)
        let date = response.headers.first(name: "Date").flatMap { Timestamp(httpDate: $0) }
        let retry = response.headers.first(name: "Retry-After")
        self.date = date
        retryAfter = retry.flatMap { Self.pause($0, date: date ?? .now()) }
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
