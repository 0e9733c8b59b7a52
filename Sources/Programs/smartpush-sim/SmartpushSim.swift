import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import VerificationServer

/// The command: starts a ``Simulator``, says on stdout where it is, and ends with it.
@main
struct SmartpushSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartpush-sim",
        abstract: "A verification server for demonstrations and tests of smartpush.",
        discussion: "Prints one JSON line when it listens: the base URL, and an enrollment for `smartpush enroll`.")

    @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes a free one.", valueName: "n"))
    var port = 0

    @Option(help: ArgumentHelp("The Unix socket that pushes are delivered to.", valueName: "socket"))
    var inbox: String?

    @Option(help: ArgumentHelp("For how long each exchange id is good.", valueName: "seconds"))
    var ttl = 300

    @Option(help: ArgumentHelp("Serve HTTPS with this certificate chain; needs --key.", valueName: "pem"))
    var cert: String?

    @Option(help: ArgumentHelp("The certificate's key; needs --cert.", valueName: "pem"))
    var key: String?

    @Option(
        name: .customLong("origin"),
        help: ArgumentHelp(
            "Let pages of this origin call the web's paths, as those on this machine may; can be repeated.",
            valueName: "origin"))
    var origins: [String] = []

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            "Let the next requests of a step go wrong; can be repeated.", discussion: faultHelp, valueName: "spec"),
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
        or hang: in the TLS handshake, where there is TLS. For a certificate that is wrong, give one that is wrong to \
        --cert. POST and DELETE on /sim/faults do the same while it runs.
        """

    /// Errors are one sentence, so the usual block of usage text is left out.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

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
                gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.silent))
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

    /// The one line on stdout, written past any buffer, since whoever starts this waits for it.
    private static func announce(_ simulator: Simulator) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let enrollment = try await simulator.enrollment()
        let line = try encoder.encode(Announcement(baseURL: enrollment.baseURL, enrollment: enrollment))
        try FileHandle.standardOutput.write(contentsOf: line + Data("\n".utf8))
    }

    private static func leave(with error: any Error) -> Never {
        let code = exitCode(for: error)
        // Help and the like; ArgumentParser knows how.
        if code.isSuccess { exit(withError: error) }
        let isUsage = code == .validationFailure
        let sentence = isUsage ? "\(message(for: error)) (see --help)" : "\(error)"
        try? FileHandle.standardError.write(contentsOf: Data("smartpush-sim: \(sentence)\n".utf8))
        exit(withError: ExitCode(isUsage ? 64 : 70))
    }

    private static let silent = Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }
}

private struct Announcement: Encodable {
    let baseURL: String
    let enrollment: Enrollment

    enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case enrollment
    }
}
