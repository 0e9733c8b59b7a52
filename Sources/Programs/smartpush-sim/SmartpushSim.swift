import ArgumentParser
import FoundationEssentials
import Logging
import ServiceLifecycle
import SimulatorHTTP
import UnixSignals
import VerificationServer

/// The command: starts a ``Simulator``, prints on stdout where it is, and ends with it. Its one subcommand is ``Demo``.
@main
struct SmartpushSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartpush-sim",
        abstract: "A verification server for demonstrations and tests of smartpush.",
        usage: """
            smartpush-sim [--port <n>] [--inbox <socket>] [--ttl <seconds>] [--cert <pem> --key <pem>] \
            [--origin <origin> ...] [--fault <spec> ...]
            smartpush-sim demo [--interactive | --web] [--json]
            """,
        discussion: """
            Prints one JSON line when it listens: the base URL, and an enrollment for `smartpush enroll`. The demo command \
            plays a whole sign-in instead.
            """,
        subcommands: [Demo.self])

    @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes a free one.", valueName: "n"))
    var port = 0

    @Option(help: ArgumentHelp("The Unix socket that pushes are delivered to.", valueName: "socket"))
    var inbox: String?

    @Option(help: ArgumentHelp("How long each exchange id is valid.", valueName: "seconds"))
    var ttl = 300

    @Option(help: ArgumentHelp("Serve HTTPS with this certificate chain; needs --key.", valueName: "pem"))
    var cert: String?

    @Option(help: ArgumentHelp("The certificate's key; needs --cert.", valueName: "pem"))
    var key: String?

    @Option(
        name: .customLong("origin"),
        help: ArgumentHelp(
            "Let pages of this origin call the web's paths, as pages on this machine may; can be repeated.",
            valueName: "origin"))
    var origins: [String] = []

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "Let the next requests of a step fail; can be repeated.", discussion: faultHelp, valueName: "spec"),
        transform: { try ArmedFault(parsing: $0) })
    var faults: [ArmedFault] = []

    /// Moves the server's clock; unconditional, since it may be negative.
    @Option(parsing: .unconditional, help: .hidden)
    var clockOffset = 0.0

    private static let faultHelp = """
        SPEC is STEP:FAULT[:before|after][:times=N], for instance allow:close:after or \
        acknowledge:status=503,retry-after=2:before:times=3. STEP is \
        \(Step.allCases.map(\.rawValue).joined(separator: ", ")). FAULT is \(Fault.Effect.grammar). With before, which is \
        the default, the request has no effect; with after only its answer suffers. A connection (connect) can only close \
        or hang: in the TLS handshake, where there is TLS. For a wrong certificate, give one to --cert. POST and DELETE on \
        /sim/faults do the same while it runs.
        """

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
        guard ttl > 0 else { throw ValidationError("--ttl takes a number of seconds, 1 or more") }
        guard (cert == nil) == (key == nil) else {
            throw ValidationError("--cert and --key belong together: give both or neither")
        }
        for origin in origins where !SimulatorConfiguration.isOrigin(origin) {
            throw ValidationError("'\(origin)' is no origin; --origin takes one such as https://shop.example:8443")
        }
        guard clockOffset.isFinite else { throw ValidationError("--clock-offset takes a number of seconds") }
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
            port: port, inbox: inbox, timeToLive: Double(ttl), origins: Set(origins), faults: faults,
            source: .system(clockOffset: clockOffset))
        if let cert, let key { configuration.tls = .init(certificate: cert, key: key) }
        return configuration
    }

    private static func announce(_ simulator: Simulator) async throws {
        let enrollment = try await simulator.enrollment()
        try StandardStream.output.write(
            JSONLine.encode(Announcement(baseURL: enrollment.baseURL, enrollment: enrollment)))
    }
}

private struct Announcement: Encodable {
    let baseURL: String
    let enrollment: Enrollment

    enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case enrollment
    }
}

/// A document on a line of its own, with its keys in order.
enum JSONLine {
    static func encode(_ document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}
