import ArgumentParser
import FoundationEssentials
import LocalAPIModel
import Logging
import Messages
import ServiceLifecycle
import SimulatorHTTP
import UnixSignals
import VerificationServer

/// The command: starts a ``Simulator``, prints its address on stdout, and ends with it. Its only subcommand is
/// ``Demo``.
@main
struct SmartpushSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartpush-sim",
        abstract: .spoken(.abstract), usage: .spoken(.usage), discussion: .spoken(.discussion),
        version: "smartpush-sim \(SmartpushVersion.current)",
        subcommands: [Demo.self])

    @Option(help: .spoken(.portOption, valueName: "n"))
    var port = 0

    @Option(help: .spoken(.inboxOption, valueName: "socket"))
    var inbox: String?

    @Flag(help: ArgumentHelp(.init(String.spoken(.noDeliveryFlag))))
    var noDelivery = false

    @Option(help: .spoken(.timeToLiveOption, valueName: "seconds"))
    var ttl = 300

    @Option(help: .spoken(.certificateOption, valueName: "pem"))
    var cert: String?

    @Option(help: .spoken(.keyOption, valueName: "pem"))
    var key: String?

    @Option(
        name: .customLong("origin"),
        help: .spoken(.originOption, valueName: "origin"))
    var origins: [String] = []

    @Option(
        name: .customLong("fault"),
        help: .spoken(.faultOption, discussion: faultHelp, valueName: "spec"),
        transform: { try ArmedFault(parsing: $0) })
    var faults: [ArmedFault] = []

    @Option(
        name: .customLong("without"),
        help: .spoken(.withoutOption, discussion: withoutHelp, valueName: "route"),
        transform: { try RouteSelection(parsing: $0) })
    var without: [RouteSelection] = []

    @Option(help: .spoken(.withoutStatusOption, valueName: "status"))
    var withoutStatus = 404

    @Flag(name: .customLong("check-push-id"), help: ArgumentHelp(.init(String.spoken(.checkPushIDFlag))))
    var checksPushIDs = false

    @Option(name: .customLong("push-token"), help: .spoken(.pushTokenOption, valueName: "token"))
    var pushTokens: [String] = []

    @Option(help: .spoken(.linkFormOption(Self.linkForms), valueName: "form"), transform: linkForm)
    var linkForm = LinkStyle.Form.fragment

    @Flag(help: ArgumentHelp(.init(String.spoken(.minimalLinksFlag))))
    var minimalLinks = false

    @Flag(help: ArgumentHelp(.init(String.spoken(.oldShapesFlag))))
    var oldShapes = false

    @Option(help: .spoken(.errorFormOption, valueName: "form"))
    var errorForm = ErrorForm.nested

    /// Moves the server's clock. Parsed unconditionally, because it may be negative.
    @Option(parsing: .unconditional, help: .hidden)
    var clockOffset = 0.0

    private static let linkForms = LinkStyle.Form.allCases.map(\.rawValue).joined(separator: ", ")

    /// The parser's own error would have a line for each form.
    private static func linkForm(_ text: String) throws -> LinkStyle.Form {
        guard let form = LinkStyle.Form(rawValue: text) else {
            throw ValidationError.spoken(.linkFormUnknown(linkForms))
        }
        return form
    }

    private static let withoutHelp = String.spoken(.routeNames(RouteSelection.steps.joined(separator: ", ")))

    private static let faultHelp = String.spoken(
        .faultGrammar(
            steps: Step.allCases.map(\.rawValue).joined(separator: ", "), faults: Fault.Effect.grammar))

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError.spoken(.portOutOfRange) }
        guard ttl > 0 else { throw ValidationError.spoken(.timeToLiveTooShort) }
        guard (cert == nil) == (key == nil) else { throw ValidationError.spoken(.certificateWithoutKey) }
        guard SimulatorConfiguration.isStatusOfMissingRoute(withoutStatus) else {
            throw ValidationError.spoken(.withoutStatusUnknown)
        }
        guard pushTokens.allSatisfy({ !$0.isEmpty }) else { throw ValidationError.spoken(.pushTokenEmpty) }
        for origin in origins where !SimulatorConfiguration.isOrigin(origin) {
            throw ValidationError.spoken(.noOrigin(origin))
        }
        guard clockOffset.isFinite else { throw ValidationError.spoken(.clockOffsetNotFinite) }
    }

    func run() async throws {
        let logger = Logger(label: "smartpush-sim") { StreamLogHandler.standardError(label: $0) }
        let simulator = Simulator(configuration: simulatorConfiguration, logger: logger)
        let services = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: simulator, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            group.addTask { try await Self.announce(simulator) }
            try await group.waitForAll()
        }
    }

    private var simulatorConfiguration: SimulatorConfiguration {
        var configuration = SimulatorConfiguration(
            port: port, inbox: inbox, delivers: !noDelivery, shapes: oldShapes ? .old : .newest, errorForm: errorForm,
            links: LinkStyle(linkForm, isMinimal: minimalLinks), pushTokens: pushTokens, checksPushIDs: checksPushIDs,
            without: without, withoutStatus: withoutStatus, timeToLive: Double(ttl), origins: Set(origins),
            faults: faults, source: .system(clockOffset: clockOffset))
        if let cert, let key { configuration.tls = .init(certificate: cert, key: key) }
        return configuration
    }

    private static func announce(_ simulator: Simulator) async throws {
        let enrollment = try await simulator.enrollment()
        try StandardStream.output.write(
            JSONLine.encode(
                Announcement(
                    baseURL: enrollment.baseURL, enrollment: enrollment,
                    login: .init(clientID: simulator.loginClientID))))
    }
}

private struct Announcement: Encodable {
    let baseURL: String
    let enrollment: Enrollment
    let login: Login

    /// What `smartpush login` needs besides the base URL.
    struct Login: Encodable {
        let clientID: String

        enum CodingKeys: String, CodingKey {
            case clientID = "client_id"
        }
    }

    enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case enrollment
        case login
    }
}

/// One document a line, with its keys in order.
enum JSONLine {
    static func encode(_ document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}

extension ErrorForm: ExpressibleByArgument {}
