import AsyncHTTPClient
import LocalAPIModel
import Messages
import NIOCore
import NIOHTTP1
import NIOPosix
import OpenIDLogin
import PushExchange
import Settings
import WebClient

/// Asks a tenant what it says to everyone. Nobody is enrolled, and nothing secret is sent.
struct TenantExamination {
    let server: ServerURL
    let settings: Settings
    let web: WebClient

    /// A difference of clocks that rounding and the answer's way explain.
    private static let tolerance = Duration.seconds(2)

    func report() async throws -> TenantReport {
        let proxy = settings.proxy.proxy(for: server.host, port: server.port)
        var report = TenantReport(
            smartpush: SmartpushVersion.current, checkedAt: "\(Timestamp.now())", server: server.text,
            proxy: proxy.map { .init(host: $0.host, port: $0.port, source: settings.proxy.source?.name ?? "proxy") })
        if proxy == nil { report.address = await address() }
        if server.isSecure { report.tls = try await tls() }
        await askForLogin(&report)
        if report.failure == nil { await askForCalls(&report) }
        return report
    }

    private func address() async -> String? {
        let (host, port) = (server.host, server.port)
        // Looking a name up blocks a thread.
        let found = try? await NIOThreadPool.singleton.runIfActive {
            try SocketAddress.makeAddressResolvingHost(host, port: port).ipAddress
        }
        return found ?? nil
    }

    private func tls() async throws -> TenantReport.TLS? {
        let inspector = CertificateInspector(
            loop: MultiThreadedEventLoopGroup.singleton.next(), settings: try WebSettings(settings))
        let trusted = await inspector.inspect(server, trustedOnly: true)
        var presented = trusted
        if presented == nil { presented = await inspector.inspect(server, trustedOnly: false) }
        return presented.map {
            .init(
                version: $0.version, certificateEndsAt: "\($0.ends)", issuer: $0.issuer.map(SafeText.line),
                isTrusted: trusted != nil)
        }
    }

    private func askForLogin(_ report: inout TenantReport) async {
        switch await send(.GET, ProviderMetadata.path) {
        case .failure(let failure): report.failure = Message.daemon(.device(.request(failure.failure))).english
        case .success(let answer):
            report.clockAhead = answer.headers.first(name: "Date").flatMap { Timestamp(httpDate: $0) }.map { date in
                let ahead = Timestamp.now() - date
                return ahead > Self.tolerance || ahead < .zero - Self.tolerance ? Int(ahead.components.seconds) : 0
            }
            report.login = login(status: Int(answer.status.code), answer.bytes)
        }
    }

    private func login(status: Int, _ json: [UInt8]) -> TenantReport.Login {
        var login = TenantReport.Login(status: status)
        do throws(LoginFailure) {
            guard status == 200 else { throw .notAProvider(status: status) }
            let provider = try ProviderMetadata(json, of: server)
            login.issuer = provider.issuer
            login.authorizationEndpoint = provider.authorizationEndpoint
            login.tokenEndpoint = provider.tokenEndpoint
            login.hasPKCE = provider.hasPKCE
            login.scopes = provider.scopes.map { named in
                Dictionary(uniqueKeysWithValues: OpenIDLogin.scopes.map { ($0, named.contains($0)) })
            }
            if provider.hasPKCE == false { throw .noPKCE }
        } catch {
            login.fault = Complaint(error, server: server.text, timeout: 0).message.english
        }
        return login
    }

    private func askForCalls(_ report: inout TenantReport) async {
        for call in TenantCall.all {
            report.calls.append(
                .init(name: call.name, guide: await answer(to: call.guide), v2: await answer(to: call.v2)))
        }
    }

    private func answer(to route: TenantCall.Route) async -> TenantReport.Answer {
        var answer = TenantReport.Answer(method: route.method.rawValue, path: route.path)
        if case .success(let response) = await send(route.method, route.path) {
            answer.read(status: Int(response.status.code), body: response.bytes)
        }
        return answer
    }

    private func send(
        _ method: HTTPMethod, _ path: String
    ) async -> Result<HTTPClient.Response, TransportFailure> {
        let headers: HTTPHeaders = [
            "Accept": "application/json", "Content-Type": "application/json",
            "User-Agent": "smartpush/\(SmartpushVersion.current) (Linux)",
        ]
        do {
            let request = try HTTPClient.Request(
                url: server.text + path, method: method, headers: headers, body: method == .GET ? nil : .string("{}"))
            return await web.send(request, named: "doctor")
        } catch {
            return .failure(TransportFailure(error, hasBegun: false))
        }
    }
}

extension HTTPClient.Response {
    fileprivate var bytes: [UInt8] { body.map { Array($0.readableBytesView) } ?? [] }
}
