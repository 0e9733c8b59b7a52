import Crypto
import FoundationEssentials
import NIOCore
import NIOPosix
import PushExchange
import Settings
import Synchronization
import TestSupport
import Testing
import WebClient

@testable import OpenIDLogin

/// The client of these tests. Its id is unusual, so that a text that contains it is noticed.
private let clientID = Secret("client-SECRET")

@Suite("A login in the browser", .timeLimit(.minutes(1))) struct LoginTests {
    /// What the browser was sent to.
    private struct Visit: Sendable {
        let fields: [String: String]
        let port: Int

        func returns(_ query: String, method: String = "GET", path: String = "/callback") async throws -> Reply {
            try await HTTPPlace(.tcp(port: port)).call(method, "\(path)?\(query)")
        }

        var state: String { fields["state"] ?? "" }
    }

    private static func configuration(_ issuer: String) -> String {
        """
        {"issuer": "\(issuer)", "authorization_endpoint": "\(issuer)/authz", "token_endpoint": "\(issuer)/token", \
        "code_challenge_methods_supported": ["plain", "S256"]}
        """
    }

    /// An ID token without a real signature.
    private static func idToken(_ claims: String) -> String {
        "e30.\(Base64URL.encode(Array(claims.utf8))).c2ln"
    }

    /// Logs in while `browse` does what the user does in the browser.
    private func login(
        _ provider: ScriptedProvider, within limit: TimeAmount = .seconds(30),
        browse: @escaping @Sendable (Visit) async throws -> Void
    ) async throws -> Result<Secret<String>, LoginFailure> {
        let web = try WebClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, settings: WebSettings())
        let login = OpenIDLogin(
            server: try #require(ServerURL(provider.issuer)), clientID: clientID, web: web,
            loop: MultiThreadedEventLoopGroup.singleton.next(), pages: CallbackPages { "the page: \($0)" })
        let browser = Mutex<Task<Void, any Error>?>(nil)
        let result: Result<Secret<String>, LoginFailure>
        do throws(LoginFailure) {
            let token = try await login.accessToken(within: limit) { address, port in
                let query = address.split(separator: "?", maxSplits: 1).last ?? ""
                let visit = Visit(fields: FormEncoding.decode(query), port: port)
                let task = Task { try await browse(visit) }
                browser.withLock { $0 = task }
            }
            result = .success(token)
        } catch {
            result = .failure(error)
        }
        try await web.shutdown()
        try await browser.withLock { $0 }?.value
        return result
    }

    /// Answers as a provider should, with the ID token for the nonce that the browser brought.
    private static func provider(_ nonce: NonceBox) -> ScriptedProvider.Script {
        { request, issuer in
            guard request.line.hasPrefix("POST /token ") else { return .init(body: configuration(issuer)) }
            let claims = """
                {"iss": "\(issuer)", "aud": "client-SECRET", "exp": 99999999999, "nonce": "\(nonce.value)"}
                """
            return .init(body: #"{"access_token": "token-SECRET", "id_token": "\#(idToken(claims))"}"#)
        }
    }

    private final class NonceBox: Sendable {
        private let nonce = Mutex("")

        var value: String {
            get { nonce.withLock { $0 } }
            set { nonce.withLock { $0 = newValue } }
        }
    }

    @Test("gives the access token for the code, with PKCE and without a secret") func succeeds() async throws {
        let nonce = NonceBox()
        try await withProvider(Self.provider(nonce)) { provider in
            let visited = Mutex<Visit?>(nil)
            let result = try await login(provider) { visit in
                nonce.value = visit.fields["nonce"] ?? ""
                visited.withLock { $0 = visit }
                let page = try await visit.returns("code=c%2B1&state=\(visit.state)&iss=x")
                #expect(page.status == 400)
                let right = try await visit.returns("code=c%2B1&state=\(visit.state)")
                #expect(right.status == 200 && right.text.contains("the page: signedIn"))
            }
            #expect(try result.get().reveal() == "token-SECRET")
            let fields = try #require(visited.withLock { $0 }).fields
            #expect(fields["response_type"] == "code" && fields["client_id"] == "client-SECRET")
            #expect(fields["scope"] == "openid profile cidaas:verification_write")
            #expect(fields["code_challenge_method"] == "S256")
            let form = FormEncoding.decode(try #require(provider.requests.last).body[...])
            #expect(form["grant_type"] == "authorization_code" && form["code"] == "c+1")
            #expect(form["redirect_uri"] == fields["redirect_uri"] && form["client_secret"] == nil)
            let verifier = try #require(form["code_verifier"])
            #expect(verifier.count == 43)
            #expect(Base64URL.encode(SHA256.hash(data: Data(verifier.utf8))) == fields["code_challenge"])
        }
    }

    @Test("ignores every request but the browser's return with the right state") func strangers() async throws {
        let nonce = NonceBox()
        try await withProvider(Self.provider(nonce)) { provider in
            let result = try await login(provider) { visit in
                nonce.value = visit.fields["nonce"] ?? ""
                let right = "code=c&state=\(visit.state)"
                let wrong = [
                    try await visit.returns("code=c&state=x\(visit.state.dropFirst())"),
                    try await visit.returns("code=c"), try await visit.returns("state=\(visit.state)"),
                    try await visit.returns("error=access_denied&state=wrong"),
                    try await visit.returns("code=c&\(right)"), try await visit.returns("\(right)&state=other"),
                    try await visit.returns(right, path: "/other"), try await visit.returns(right, method: "POST"),
                    try await visit.returns("\(right)&iss=https://other.example"),
                ]
                for reply in wrong {
                    #expect(reply.status == 400 && reply.text.contains("the page: notAwaited"), "\(reply)")
                }
                let page = try await visit.returns(right)
                #expect(page.status == 200)
            }
            #expect((try? result.get()) != nil)
        }
    }

    @Test("takes one return only") func once() throws {
        let expectation = Expectation(on: MultiThreadedEventLoopGroup.singleton.next())
        expectation.begin { _ in .code(Secret("c")) }
        #expect(expectation.take("/callback") != nil)
        #expect(expectation.take("/callback") == nil)
        expectation.end()
    }

    @Test("ends with the provider's error, cleaned and cut, and the page says that it failed") func refused()
        async throws
    {
        try await withProvider(Self.provider(NonceBox())) { provider in
            let result = try await login(provider) { visit in
                let words = "no%0Aclient-SECRET%1B[31m" + String(repeating: "x", count: 300)
                let page = try await visit.returns(
                    "error=access_denied&error_description=\(words)&state=\(visit.state)")
                #expect(page.text.contains("the page: failed") && !page.text.contains("xxx"))
            }
            let error = try #require(result.refusal)
            #expect(error.code == "access_denied")
            #expect(error.words?.hasPrefix("no *** [31mxxx") == true && error.words?.count == 200)
        }
    }

    @Test(
        "ends with the error of the token request",
        arguments: [
            (401, #"{"error": "invalid_client", "error_description": "unknown"}"#, "invalid_client", "unknown"),
            (400, #"{"error": "invalid_grant"}"#, "invalid_grant", nil), (500, "<html>", "http_500", nil),
            (302, "", "http_302", nil),
        ])
    func tokenRefused(status: Int, body: String, code: String, words: String?) async throws {
        let script: ScriptedProvider.Script = { request, issuer in
            request.line.hasPrefix("POST ")
                ? .init(status: status, body: body) : .init(body: Self.configuration(issuer))
        }
        try await withProvider(script) { provider in
            let result = try await login(provider) { visit in
                let page = try await visit.returns("code=c&state=\(visit.state)")
                #expect(page.text.contains("the page: failed"))
            }
            let error = try #require(result.refusal)
            #expect(error.code == code && error.words == words)
        }
    }

    @Test("does not begin at a server that is no provider, or another one") func noProvider() async throws {
        let cases: [(ScriptedProvider.Answer, LoginFailure)] = [
            (.init(status: 404, body: "{}"), .notAProvider(status: 404)),
            (.init(body: "<html>"), .notAProvider(status: 200)),
            (.init(body: #"{"issuer": "https://other.example"}"#), .otherIssuer("https://other.example")),
        ]
        for (answer, failure) in cases {
            let script: ScriptedProvider.Script = { _, _ in answer }
            try await withProvider(script) { provider in
                let result = try await login(provider) { _ in }
                #expect(result.failure == failure)
            }
        }
        let plain: ScriptedProvider.Script = { _, issuer in
            .init(body: Self.configuration(issuer).replacing(#", "S256""#, with: ""))
        }
        try await withProvider(plain) { provider in
            let result = try await login(provider) { _ in }
            #expect(result.failure == .noPKCE)
        }
    }

    @Test("ends in time if nobody signs in") func timesOut() async throws {
        try await withProvider(Self.provider(NonceBox())) { provider in
            let result = try await login(provider, within: .milliseconds(50)) { _ in }
            #expect(result.failure == .timedOut)
        }
    }

    @Test("checks who the ID token is from, for whom, for which login, and until when") func idTokens() throws {
        let request = AuthorizationRequest(clientID: clientID, port: 1)
        let server = try #require(ServerURL("https://tenant.example.com"))
        let provider = try ProviderMetadata(Array(Self.configuration(server.text).utf8), of: server)
        let nonce = request.nonce.reveal()
        func fault(_ claims: String) -> TokenFault? {
            let answer = #"{"access_token": "t", "id_token": "\#(Self.idToken(claims))"}"#
            return self.fault(answer, request, provider)
        }
        let right =
            #""iss": "https://tenant.example.com", "aud": "client-SECRET", "exp": 2000000000, "nonce": "\#(nonce)""#
        #expect(fault("{\(right)}") == nil)
        #expect(fault("{\(right), \"azp\": \"client-SECRET\"}") == nil)
        let several = right.replacing(#""client-SECRET""#, with: #"["other", "client-SECRET"]"#)
        #expect(fault("{\(several)}") == nil)
        #expect(fault("{\(right), \"azp\": \"other\"}") == .audience)
        #expect(fault("{\(right.replacing("client-SECRET", with: "other"))}") == .audience)
        #expect(fault("{\(right.replacing("tenant.", with: "other."))}") == .issuer)
        #expect(fault("{\(right.replacing(nonce, with: "other"))}") == .nonce)
        #expect(fault("{\(right.replacing("2000000000", with: "1700000000"))}") == .expired)
        #expect(fault("[]") == .noIDToken)
        #expect(self.fault(#"{"access_token": "t"}"#, request, provider) == .noIDToken)
        #expect(self.fault(#"{"access_token": "t", "id_token": "a.b"}"#, request, provider) == .noIDToken)
        #expect(self.fault(#"{"access_token": ""}"#, request, provider) == .noAccessToken)
        #expect(self.fault("<html>", request, provider) == .noAccessToken)
    }

    private func fault(
        _ answer: String, _ request: AuthorizationRequest, _ provider: ProviderMetadata
    ) -> TokenFault? {
        do throws(LoginFailure) {
            let now = Timestamp(milliseconds: 1_800_000_000_000)
            _ = try Tokens.accessToken(in: Array(answer.utf8), for: request, of: provider, at: now)
            return nil
        } catch {
            guard case .unusableTokens(let fault) = error else { return nil }
            return fault
        }
    }

    @Test("needs endpoints with TLS, except on this machine") func endpoints() throws {
        let server = try #require(ServerURL("https://tenant.example.com"))
        let text = Self.configuration(server.text)
        #expect((try? ProviderMetadata(Array(text.utf8), of: server)) != nil)
        let slashed = text.replacing(#"com", "auth"#, with: #"com/", "auth"#)
        #expect((try? ProviderMetadata(Array(slashed.utf8), of: server))?.issuer == "https://tenant.example.com/")
        for wrong in ["http://tenant.example.com/token", "http://127.0.0.1/token", "javascript:alert(1)"] {
            let changed = text.replacing("https://tenant.example.com/token", with: wrong)
            #expect(throws: LoginFailure.self) { try ProviderMetadata(Array(changed.utf8), of: server) }
        }
    }
}

extension Result where Failure == LoginFailure {
    fileprivate var refusal: ProviderError? {
        guard case .refused(let error) = failure else { return nil }
        return error
    }

    fileprivate var failure: Failure? {
        guard case .failure(let failure) = self else { return nil }
        return failure
    }
}
