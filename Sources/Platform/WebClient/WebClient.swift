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

    // A client of the library has one proxy for all its requests.
    private let direct: HTTPClient
    private let proxied: HTTPClient?
    private let settings: WebSettings
    private let eventLoop: any EventLoop

    /// - Parameters:
    ///   - eventLoopGroup: where everything runs.
    ///   - settings: how servers are reached.
    /// - Throws: which of the files with certificates can't be read.
    package init(eventLoopGroup: any EventLoopGroup, settings: WebSettings) throws(TrustRoots.Unreadable) {
        self.settings = settings
        eventLoop = eventLoopGroup.next()
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try settings.trustRoots.tlsConfiguration(), redirectConfiguration: .disallow,
            timeout: .init(connect: min(Self.connectTimeout, settings.timeout), read: settings.timeout)
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = .seconds(20)
        // The caller decides what to do about a refused connection, so it must learn of it at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        direct = HTTPClient(eventLoopGroup: eventLoopGroup, configuration: configuration)
        proxied = settings.proxy.proxy.map { proxy in
            configuration.proxy = .server(host: proxy.host, port: proxy.port, authorization: proxy.authorization)
            return HTTPClient(eventLoopGroup: eventLoopGroup, configuration: configuration)
        }
    }

    /// Cancels all requests under way. No request can be sent afterwards.
    package func shutdown() async throws {
        let ends = [direct, proxied].compactMap { $0?.shutdown() }
        for end in ends { try await end.get() }
    }

    /// Sends a request, which the crash points call `name`, and waits for the whole answer, of at most 1 MiB.
    package func send(
        _ request: HTTPClient.Request, named name: String
    ) async -> Result<HTTPClient.Response, TransportFailure> {
        let isProxied = settings.proxy.proxy(for: request.host, port: request.port) != nil
        let watched = WatchedRequest(request, named: name, largestBody: Self.largestBody)
        CrashPoint.beforeRequest.reach(name)
        do {
            // The async methods of the client start tasks on the global executor, which then wakes an idle process
            // every second, for good. Its futures do not.
            let response = try await (isProxied ? proxied ?? direct : direct).execute(
                request: request, delegate: watched, eventLoop: .delegateAndChannel(on: eventLoop),
                deadline: .now() + settings.timeout
            ).get()
            CrashPoint.answerReceived.reach(name)
            return .success(response)
        } catch {
            return .failure(TransportFailure(error, hasBegun: watched.hasBegun, throughProxy: isProxied))
        }
    }
}

extension HTTPProxy {
    fileprivate var authorization: HTTPClient.Authorization? {
        login.map { .basic(username: $0.user.reveal(), password: $0.password.reveal()) }
    }
}
