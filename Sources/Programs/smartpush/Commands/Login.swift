import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import NIOCore
import NIOPosix
import OpenIDLogin
import PushExchange
import Settings
import TextLayout
import WebClient

/// Enrolls this device with a login in the browser.
struct Login: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.login),
        discussion: .spoken(.loginDiscussion)
    )

    @Argument(help: .spoken(.loginServerArgument, valueName: .urlOrNameValue))
    var server: String?

    @Option(name: .customLong("client-id"), help: .spoken(.clientIDOption, valueName: .idValue))
    var clientID: String?

    @Option(name: .customLong("push-id"), help: .spoken(.pushIDOption, valueName: .idValue))
    var pushID: String?

    @Option(help: .spoken(.nameOption, valueName: .textValue))
    var name: String?

    @Option(name: .customLong("device-name"), help: .spoken(.deviceNameOption, valueName: .textValue))
    var deviceName: String?

    @Flag(name: .customLong("no-browser"), help: .spoken(.noBrowserFlag))
    var noBrowser = false

    @Option(help: .spoken(.loginTimeoutOption, valueName: .secondsValue))
    var timeout = 300

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...3600).contains(timeout) else {
            throw ValidationError(Language.ofUser(.login(.timeoutOutOfRange)))
        }
    }

    func run() async throws {
        let session = try Session()
        let settings = try Settings.ofProcess()
        for setting in settings.ignored { session.terminal.say(.daemon(.settingIgnored(setting))) }
        let target = try LoginTarget(server, clientID: clientID, pushID: pushID, settings)
        // The user should not have to sign in before learning that the daemon does not run.
        _ = try await session.api.status()
        let token = try await token(for: target, settings, session)
        let request = LoginRequest(
            baseURL: target.url.text, clientID: target.clientID.reveal(), accessToken: token.reveal(),
            pushID: target.pushID?.reveal(), name: name, deviceName: deviceName)
        try EnrollmentReport(session, json: common.json).print(await session.login(request), isConfirmed: true)
    }

    private func token(
        for target: LoginTarget, _ settings: Settings, _ session: Session
    ) async throws -> Secret<String> {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let web = try WebClient.ofCommand(settings)
        let login = OpenIDLogin(
            server: target.url, clientID: target.clientID, web: web, loop: loop,
            pages: .init(saying: session.say))
        do {
            let token = try await login.accessToken(within: .seconds(Int64(timeout))) { address, port in
                await present(address, port, session)
            }
            try await web.shutdown()
            return token
        } catch {
            try? await web.shutdown()
            guard let failure = error as? LoginFailure else { throw error }
            throw Complaint(failure, server: target.url.text, timeout: timeout)
        }
    }

    /// Shows the address on standard error, so that standard output has only the document.
    private func present(_ address: String, _ port: Int, _ session: Session) async {
        let terminal = session.terminal
        terminal.note(Styled(session.say(.login(.openAddress)), .bold))
        terminal.note(Styled(address))
        let browser = noBrowser ? nil : Browser(environment: Browser.environment)
        let isOpened = await browser?.open(address) ?? false
        if isOpened { terminal.note(Styled(session.say(.login(.browserOpened)))) }
        if !isOpened || Browser.isOverSSH(Browser.environment) {
            let command = Browser.tunnel(to: port, environment: Browser.environment)
            terminal.note(Styled(session.say(.login(.throughSSH(command: command)))))
        }
    }

}

extension CallbackPages {
    fileprivate init(saying language: Language) {
        self.init { page in
            switch page {
            case .signedIn: language(.login(.signedInPage))
            case .failed: language(.login(.failedPage))
            case .notAwaited: language(.login(.notAwaitedPage))
            }
        }
    }
}

extension Complaint {
    init(_ failure: LoginFailure, server: String, timeout: Int) {
        let message: LoginMessage =
            switch failure {
            case .unreachable(let failure): .requestFailed(server: server, failure)
            case .notAProvider(let status): .notAProvider(server: server, status: status)
            case .otherIssuer(let issuer):
                .otherIssuer(server: server, issuer: SafeText.line(String(issuer.prefix(200))))
            case .noPKCE: .noPKCE(server: server)
            case .refused(let error):
                .refused(
                    code: SafeText.line(error.code), words: error.words.map(SafeText.line),
                    LoginAdvice(code: error.code, words: error.words))
            case .unusableTokens(let fault): .unusableTokens(field: fault.rawValue)
            case .timedOut: .timedOut(seconds: timeout)
            case .cantListen: .cantListen
            }
        self.init(failure == .cantListen ? .other : .serverFailed, .login(message))
    }
}
