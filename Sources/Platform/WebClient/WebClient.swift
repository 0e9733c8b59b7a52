package import AsyncHTTPClient
import CrashPoints
package import NIOCore
import PushExchange
package import Settings

/// How servers are reached: whom to trust, through which proxy, and how long to wait.
package struct WebSettings: Sendable, Equatable {
    package var trustRoots = TrustRoots()
    package var proxy = ProxySettings.none
    /// For a whole request, from the connection to the end of the answer.
    package var timeout = TimeAmount.seconds(15)

    package init(
        trustRoots: TrustRoots = TrustRoots(), proxy: ProxySettings = .none, timeout: TimeAmount = .seconds(15)
    ) {
        self.trustRoots = trustRoots
        self.proxy = proxy
        self.timeout = timeout
    }

    /// The configured ones.
    /// - Throws: which value can't be used.
    package init(_ settings: Settings) throws(SettingsFault) {
        self.init(
            trustRoots: TrustRoots(additional: settings.text(.trustRoots), environment: settings.environment),
            proxy: settings.proxy, timeout: .seconds(Int64(try settings.number(.requestTimeout, 1...60) ?? 15)))
    }
}

/// Sends requests to servers, over HTTP/1.1 with TLS 1.2 or newer, or over plain HTTP to this machine. It follows no
/// redirect.
package struct WebClient: Sendable {
    private static let connectTimeout = TimeAmount.seconds(5)
    private static let largestBody = 1 << 20
    /// For how long a connection is kept without a request. It is longer than the usual pause between two polls of an
    /// idle user, so those share a connection too.
    private static let idleTimeout = TimeAmount.seconds(100)

    // A client of the library has one proxy for all its requests.
    private let direct: ReplaceableClient
    private let proxied: ReplaceableClient?
    private let settings: WebSettings
    private let eventLoop: any EventLoop

    /// - Parameters:
    ///   - eventLoopGroup: where everything runs.
    ///   - settings: how servers are reached.
    /// - Throws: which of the files with certificates can't be read.
    package init(eventLoopGroup: any EventLoopGroup, settings: WebSettings) throws(TrustRoots.Unreadable) {
        self.settings = settings
        let eventLoop = eventLoopGroup.next()
        self.eventLoop = eventLoop
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try settings.trustRoots.tlsConfiguration(), redirectConfiguration: .disallow,
            timeout: .init(connect: min(Self.connectTimeout, settings.timeout), read: settings.timeout)
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = Self.idleTimeout
        // The caller decides what to do about a refused connection, so it must learn of it at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        // With a single loop, every connection can serve every request. The library closes a connection after its
        // request if the request asks for a loop of a group.
        direct = ReplaceableClient(configuration, on: eventLoop)
        proxied = settings.proxy.proxy.map { proxy in
            configuration.proxy = .server(host: proxy.host, port: proxy.port, authorization: proxy.authorization)
            return ReplaceableClient(configuration, on: eventLoop)
        }
    }

    /// Cancels all requests under way. No request can be sent afterwards.
    package func shutdown() async throws {
        for client in [direct, proxied] { try await client?.shutdown() }
    }

    /// Closes the connections that are kept for the next requests. Requests under way continue.
    package func dropConnections() {
        for client in [direct, proxied] { client?.dropConnections() }
    }

    /// Sends a request, and waits for the whole answer, of at most 1 MiB.
    ///
    /// A server may close a connection just when the next request is on its way. A request of which nothing was written,
    /// or that is a question, is then sent once more.
    /// - Parameters:
    ///   - request: the request.
    ///   - name: what the crash points call it.
    ///   - isQuestion: whether it changes nothing at the server, so that it can be sent twice.
    /// - Returns: the answer, or why there is none.
    package func send(
        _ request: HTTPClient.Request, named name: String, isQuestion: Bool = false
    ) async -> Result<HTTPClient.Response, TransportFailure> {
        let result = await sendOnce(request, named: name)
        guard case .failure(let failure) = result,
            failure.endedBeforeSending || isQuestion && failure.failure.reason == .noAnswer(.connectionLost)
        else { return result }
        return await sendOnce(request, named: name)
    }

    private func sendOnce(
        _ request: HTTPClient.Request, named name: String
    ) async -> Result<HTTPClient.Response, TransportFailure> {
        let isProxied = settings.proxy.proxy(for: request.host, port: request.port) != nil
        let watched = WatchedRequest(request, named: name, largestBody: Self.largestBody)
        CrashPoint.beforeRequest.reach(name)
        do {
            // The async methods of the client start tasks on the global executor, which then wakes an idle process
            // every second, for good. Its futures do not.
            let response = try await (isProxied ? proxied ?? direct : direct).use { client in
                try await client.execute(
                    request: request, delegate: watched, eventLoop: .delegate(on: eventLoop),
                    deadline: .now() + settings.timeout
                ).get()
            }
            CrashPoint.answerReceived.reach(name)
            return .success(response)
        } catch {
            return .failure(TransportFailure(error, hasBegun: watched.hasBegun, throughProxy: isProxied))
        }
    }
}

extension HTTPProxy {
    var authorization: HTTPClient.Authorization? {
        login.map { .basic(username: $0.user.reveal(), password: $0.password.reveal()) }
    }
}
