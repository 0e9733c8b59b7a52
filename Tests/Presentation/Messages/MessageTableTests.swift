import Foundation
import LocalAPIModel
import Messages
import PushExchange
import Settings
import Testing

/// The catalog's page with the texts in each language, for translators and for users who look up an error. After a text
/// has changed, write the page again and read it:
///
///     SMARTPUSH_WRITE_MESSAGES=1 swift test --filter MessageTableTests
@Suite("The table of messages") struct MessageTableTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Programs/smartpushd/smartpushd.docc/Messages.md")

    @Test("in the catalog has the current texts")
    func isCurrent() throws {
        if ProcessInfo.processInfo.environment["SMARTPUSH_WRITE_MESSAGES"] != nil {
            try Self.text.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == Self.text)
    }

    private static var text: String {
        var lines = [
            "# Messages", "", "What smartpush says, in each language.", "", "## Overview", "",
            "A test compares this page with the code. What stands for a value is an example.",
        ]
        for (title, messages) in MessageSamples.all {
            lines += ["", "### \(title)", "", "| English | German |", "|---|---|"]
            lines += messages.map { "| \(cell($0.english)) | \(cell($0.german)) |" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ text: String) -> String {
        text.replacing("\n", with: " ").replacing("|", with: "\\|").replacing("<", with: "\\<")
    }
}

/// A message of each kind.
private enum MessageSamples {
    static let all: [(title: String, messages: [Message])] = [
        ("Sign-ins", signIns), ("Refusals", refusals), ("Lost answers", lost), ("Requests to a server", requests),
        ("Not possible as it stands", wrongStates), ("Problems of a call", problems), ("Pushes and links", inputs),
        ("The database", databases), ("The configuration", configuration), ("The login", login),
        ("Starting the daemon", starting),
        ("The journal", journal),
        ("Doctor", doctor),
    ]

    private static let signIns: [Message] =
        SignInLabel.allCases.map { .signIn(.label($0)) } + SignInColumn.allCases.map { .signIn(.column($0)) }
        + ExchangeState.allCases.map { .signIn(.state($0)) } + PromptButton.allCases.map { .prompt(.button($0)) }

    private static func device(_ message: DeviceMessage) -> Message { .daemon(.device(message)) }

    private static let refusals: [Message] =
        Refusal.Subject.allCases.flatMap { subject in
            [
                ("VER_0032", 400), ("VER_0033", 400), ("VER_0041", 400), ("VER_0046", 400), ("VER_0034", 409),
                ("VER_0030", 400), ("VER_0040", 403), ("VER_0005", 417), ("http_403", 403), ("http_404", 404),
                ("http_401", 401), ("http_417", 417), (Refusal.notEnrolled, 200), ("VER_9999", 400),
            ].map { code, status in
                device(.failure(.refused(Refusal(code: code, status: status, subject: subject))))
            }
        } + [
            device(
                .failure(
                    .refused(Refusal(code: "VER_9999", status: 403, subject: .signIn, words: "this device is locked"))))
        ]

    private static let lost: [Message] = LostAnswer.allCases.map { device(.failure(.lost($0))) }

    private static let requests: [Message] =
        RequestFailure.NoConnection.allCases.map { device(.request(RequestFailure(.noConnection($0)))) }
        + RequestFailure.NoAnswer.allCases.map { device(.request(RequestFailure(.noAnswer($0)))) }
        + RequestFailure.UnusableAnswer.allCases.map {
            device(.request(RequestFailure(.unusableAnswer($0, to: .pendingList, status: 500))))
        } + [device(.request(RequestFailure(.pushIDInDoubt)))]

    private static let wrongStates: [Message] = [
        WrongState.underWay(.allow), .notAcknowledged, .notAllowed, .notPossible(.verify, in: .received),
        .ended(.cancelled, elsewhere: true), .ended(.expired, elsewhere: false), .scanUnanswered, .linkBeingScanned,
        .anotherNumberUnderWay, .accountBeingEnrolled, .numberUnderWay, .scanEnded, .scanCancelled,
    ].map { device(.wrongState($0)) }

    private static let problems: [Message] =
        [
            ProblemMessage.noSignIn, .noEnrollment, .noScan, .ambiguousID,
            .enrolledAlready(account: "bob@example.com", id: "7c9671fc"), .tooManyScans, .wrongNumber, .signInExpired,
            .linkExpired, .confirmServer(origin: "https://example.com"), .noServer, .noClientID,
            .serverNotAllowed(origin: "https://example.com"), .numberMissing, .stopping, .takingUp, .deregistering,
            .emptyValue(key: "sub"),
            .longValue(key: "sub"), .lineTooLarge, .tooManyConnections, .unanswered, .unsupportedType,
            .unknownEnrollment, .pushExpired, .queueFull, .stoppingInbox,
        ].map { .problem($0) } + BaseURLFault.allCases.map { .problem(.baseURL($0)) }
        + NoAnswerAdvice.allCases.map { .problem(.unreachable(RequestFailure(.noAnswer(.timedOut)), $0)) }

    private static let inputs: [Message] =
        [
            PushPayloadError.notJSON, .notAnObject, .missing("sub"), .wrongType("sub"), .unusable("sub"),
            .incomprehensible("sub"), .tooLong("sub"), .nestedTooDeeply,
        ].map { device(.payload($0)) }
        + [EnrollmentLinkError.notALink, .missing("sub"), .tooLong].map { device(.link($0)) }

    private static let databases: [Message] = [
        DatabaseFailure.full(path: "/x"), .notWritable(path: "/x"), .damaged(path: "/x", detail: "why"),
        .newer(path: "/x"), .locked(path: "/x"), .failed(path: "/x", detail: "why"),
    ].map { device(.database($0)) }

    private static let starting: [Message] = [
        DaemonMessage.homeUnknown, .sharedFolder("/x"), .unusableFolder("/x"), .anotherDaemon(folder: "/x"),
        .damagedAndFixed(path: "/x", detail: "why"), .noTimer, .anotherListens(path: "/x"), .notASocket(path: "/x"),
        .socketPathTooLong(path: "/x"), .cantListen(path: "/x", detail: "why"), .noPeerCredentials,
    ].map { .daemon($0) }

    private static let login: [Message] =
        [
            LoginMessage.noServer, .severalServers(names: ["work", "home"]), .unusableServer("x"),
            .noClientID(server: "https://example.com"),
            .serverNotAllowed(server: "https://example.org", allowed: ["https://example.com"]), .timeoutOutOfRange,
            .openAddress, .browserOpened, .throughSSH(command: "ssh -N -L 4711:127.0.0.1:4711 ada@192.0.2.2"),
            .signedInPage, .failedPage, .notAwaitedPage,
            .requestFailed(server: "https://example.com", RequestFailure(.noConnection(.nameNotResolved))),
            .notAProvider(server: "https://example.com", status: 404),
            .otherIssuer(server: "https://example.com", issuer: "https://example.org"),
            .noPKCE(server: "https://example.com"), .unusableTokens(field: "nonce"), .timedOut(seconds: 300),
            .cantListen,
        ].map { .login($0) }
        + LoginAdvice.allCases.map { .login(.refused(code: "invalid_client", words: "why", $0)) }

    private static let tenant: [Message] =
        [
            TenantMessage.serverLabel, .proxyLabel, .noProxy, .proxy("proxy:3128", from: "HTTPS_PROXY"), .addressLabel,
            .noAddress, .noTLS, .tls(version: "TLS 1.3", issuer: "Example CA", until: "2027-01-01", isTrusted: false),
            .clockLabel, .clock(ahead: 0), .clock(ahead: 90), .clock(ahead: -90), .loginLabel,
            .login(issuer: "https://example.com", hasPKCE: true, missingScopes: []),
            .login(issuer: "https://example.com", hasPKCE: nil, missingScopes: ["profile"]), .callColumn, .served(true),
            .served(false), .served(nil), .notReached(why: "why"), .howToSend,
        ].map { .tenant($0) }

    private static let configuration: [Message] =
        [
            SettingsFault.notReadable(file: "/x"), .notAnObject(file: "/x"), .danglingLink(file: "/x", target: "/y"),
            .unknownKey("log", file: "/x", known: [.logLevel]), .wrongKind(.logLevel, in: .file("/x")),
            .wrongKind(.queueLimit, in: .variable("SMARTPUSH_QUEUE_LIMIT")),
            .wrongKind(.locked, in: .file("/x")), .wrongKind(.servers, in: .variable("SMARTPUSH_SERVERS")),
            .impossible(.queueLimit, in: .file("/x"), .number(from: 1, to: 100)),
            .impossible(.logLevel, in: .file("/x"), .oneOf(["info", "debug"])),
            .impossible(.promptDialogs, in: .file("/x"), .severalOf(["zenity", "kdialog"])),
            .impossible(.allowedServers, in: .file("/x"), .origins), .forAdministrator(.locked, in: .file("/x")),
            .server(number: 2, in: .file("/x"), .missing("client_id")),
            .server(number: 2, in: .file("/x"), .unknownKey("url")),
            .server(number: 2, in: .file("/x"), .unusableURL), .server(number: 2, in: .file("/x"), .sameName),
            .noCertificates(key: "ca_file", path: "/x"), .noCertificates(key: "SSL_CERT_DIR", path: "/x"),
            .proxy(key: "HTTPS_PROXY", .notAURL), .proxy(key: "ALL_PROXY", .otherKind("socks5")),
        ].map { .settings($0) }
        + [IgnoredSetting.locked(.proxy, in: .file("/x")), .loginOfProxy(variable: "HTTPS_PROXY")].map {
            .daemon(.settingIgnored($0))
        }

    private static let journal: [Message] = [
        DaemonMessage.summary(open: 2, enrollments: 1, away: 0, nil), .summary(open: 0, enrollments: 0, away: 0, nil),
        .serverSilent(baseURL: "https://example.com", nil), .inboxAcceptsNothing, .damagedDatabaseKept(path: "/x"),
        .signIn(id: "abcdef12", .acknowledged, nil, nil),
        .signIn(id: "abcdef12", .acknowledged, .underWay(.allow), nil),
        .signIn(id: "abcdef12", .acknowledged, .toBeSentAgain(.allow), nil),
        .signIn(id: "abcdef12", .acknowledged, .askedAbout(.allow), nil),
        .enrolled(baseURL: "https://example.com"), .scanEnded(baseURL: "https://example.com", .expired, nil),
        .unenrolled, .deregistered, .deregistrationsForgotten(2),
        .serverAway(baseURL: "https://example.com", RequestFailure(.noConnection(.refused))),
        .serverBack(baseURL: "https://example.com"), .clockDiffers(90), .databaseNotWritten(.full(path: "/x")),
        .databaseSetAside(path: "/x", detail: "why", kept: "/y"), .damageNotFoundAgain(path: "/x"), .networksUnknown,
        .networkUp, .reloaded(later: []), .reloaded(later: ["ca_file", "request_timeout"]),
        .reloadFailed(why: "why"), .ready, .stopping,
    ].map { .daemon($0) }

    private static let doctor: [Message] =
        DoctorCheck.allCases.map { .doctor(.check($0)) } + DoctorState.allCases.map { .doctor(.state($0)) }
        + DoctorRemedy.allCases.map { .doctor(.remedy($0)) }
}
