import AsyncHTTPClient
import FoundationEssentials
package import NIOCore
import NIOHTTP1
package import PushExchange
package import Settings
package import WebClient

/// The login of a user in the browser, for an access token: OpenID Connect with the authorization code flow, for a native
/// app (RFC 8252).
package struct OpenIDLogin: Sendable {
    /// What the token is to be good for.
    package static let scopes = ["openid", "profile", "cidaas:verification_write"]

    private let server: ServerURL
    private let clientID: Secret<String>
    private let web: WebClient
    private let loop: any EventLoop
    private let pages: CallbackPages

    /// - Parameters:
    ///   - server: the issuer.
    ///   - clientID: the id of a public client there.
    ///   - web: sends the requests.
    ///   - loop: where the server for the browser runs.
    ///   - pages: what the browser gets at the end.
    package init(
        server: ServerURL, clientID: Secret<String>, web: WebClient, loop: any EventLoop, pages: CallbackPages
    ) {
        self.server = server
        self.clientID = clientID
        self.web = web
        self.loop = loop
        self.pages = pages
    }

    /// Signs the user in.
    /// - Parameters:
    ///   - limit: how long the user may take.
    ///   - present: shows the user the address for the browser. The browser returns to `port` of this machine.
    /// - Returns: the access token.
    /// - Throws: why there is none.
    package func accessToken(
        within limit: TimeAmount, present: (_ address: String, _ port: Int) async -> Void
    ) async throws(LoginFailure) -> Secret<String> {
        let provider = try await Self.provider(at: server, web)
        guard provider.hasPKCE != false else { throw .noPKCE }
        let callback: CallbackServer
        do { callback = try await CallbackServer.listen(on: loop, pages: pages) } catch { throw .cantListen }
        let request = AuthorizationRequest(clientID: clientID, port: callback.port)
        callback.expect { AuthorizationResponse(uri: $0, to: request, of: provider) }
        await present(request.url(at: provider), callback.port)
        let result = await token(for: request, provider, callback, limit)
        await callback.close()
        return try result.get()
    }

    /// What the server says of itself as a provider.
    package static func provider(
        at server: ServerURL, _ web: WebClient
    ) async throws(LoginFailure) -> ProviderMetadata {
        let answer = try await send(.GET, server.text + ProviderMetadata.path, named: "discovery", through: web)
        guard answer.status == .ok else { throw .notAProvider(status: Int(answer.status.code)) }
        return try ProviderMetadata(answer.bytes, of: server)
    }

    private func token(
        for request: AuthorizationRequest, _ provider: ProviderMetadata, _ callback: CallbackServer,
        _ limit: TimeAmount
    ) async -> Result<Secret<String>, LoginFailure> {
        let arrival: CallbackServer.Arrival
        do {
            arrival = try await callback.arrival(within: limit)
        } catch {
            return .failure(.timedOut)
        }
        let result: Result<Secret<String>, LoginFailure>
        do throws(LoginFailure) {
            switch arrival.response {
            case .refused(let error): throw .refused(error)
            case .code(let code): result = .success(try await redeem(code, request, provider))
            }
        } catch {
            result = .failure(error)
        }
        arrival.page.succeed((try? result.get()) == nil ? .failed : .signedIn)
        try? await arrival.sent.get()
        return result
    }

    private func redeem(
        _ code: Secret<String>, _ request: AuthorizationRequest, _ provider: ProviderMetadata
    ) async throws(LoginFailure) -> Secret<String> {
        let answer = try await Self.send(
            .POST, provider.tokenEndpoint, named: "token", form: request.tokenForm(code: code), through: web)
        guard answer.status == .ok else {
            let error = try? JSONDecoder().decode(TokenErrorDocument.self, from: Data(answer.bytes))
            let code = error?.error ?? "http_\(answer.status.code)"
            throw .refused(ProviderError(code: code, words: error?.words, without: clientID))
        }
        let date = answer.headers.first(name: "Date").flatMap { Timestamp(httpDate: $0) }
        return try Tokens.accessToken(in: answer.bytes, for: request, of: provider, at: date ?? .now())
    }

    private static func send(
        _ method: HTTPMethod, _ url: String, named name: String, form: String? = nil, through web: WebClient
    ) async throws(LoginFailure) -> HTTPClient.Response {
        var headers: HTTPHeaders = ["Accept": "application/json"]
        if form != nil { headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded") }
        let request: HTTPClient.Request
        do {
            request = try HTTPClient.Request(
                url: url, method: method, headers: headers, body: form.map { .string($0) })
        } catch {
            throw .unreachable(RequestFailure(.noConnection(.unusableAddress)))
        }
        switch await web.send(request, named: name) {
        case .success(let answer): return answer
        case .failure(let failure): throw .unreachable(failure.failure)
        }
    }
}

extension HTTPClient.Response {
    fileprivate var bytes: [UInt8] { body.map { Array($0.readableBytesView) } ?? [] }
}
