import EventLoopExecutor
import FoundationEssentials
import LocalAPIModel
import LocalAPIServer
import Logging
import Messages
import NIOCore
import NIOPosix
import PushEngine
import PushInbox
import PushStore
import ServiceLifecycle
import Settings
import Systemd
import UnixListener
import UnixSignals
import VerificationClient
import WebClient

/// Creates the parts of the daemon and runs them.
struct Daemon {
    let group: MultiThreadedEventLoopGroup
    let executor: EventLoopExecutor

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let places = try Places(environment: environment)
        let configuration = try DaemonConfiguration(environment: environment, file: places.configuration)
        let level = LogLevel(configuration.logLevel)
        let logger = Self.logger(level, environment: environment)
        logger.warn(of: configuration.ignored)
        try Self.prepare(places)
        let database = DatabaseFile(path: places.database, logger: logger)
        let watch = DamageWatch()
        let store = try database.open(onDamage: watch.report)
        let server = try verificationServer(configuration)
        do {
            let rules = ServerRules(configuration)
            let reload = { engine in
                ReloadService(
                    engine: engine, level: level, rules: rules, environment: environment, file: places.configuration,
                    configuration: configuration, logger: logger)
            }
            try await serve(configuration, store, server, rules, watch, reload, logger)
        } catch {
            // A debug build of the HTTP client crashes without a reason if the client is not shut down.
            try? await server.shutdown()
            if case PushStoreError.damaged = error {
                store.close()
                database.setAsideIfDamaged()
            }
            throw error
        }
        try await server.shutdown()
        store.close()
    }

    private func verificationServer(_ configuration: DaemonConfiguration) throws -> HTTPVerificationClient {
        do {
            return try HTTPVerificationClient(
                eventLoopGroup: group, headers: .ofThisMachine(name: configuration.deviceName),
                settings: configuration.web)
        } catch {
            throw SettingsFault.noCertificates(key: error.name, path: error.path)
        }
    }

    /// Runs until a signal arrives or a part fails.
    private func serve(
        _ configuration: DaemonConfiguration, _ store: PushStore, _ server: HTTPVerificationClient,
        _ rules: ServerRules, _ watch: DamageWatch, _ reload: (Engine) -> ReloadService, _ logger: Logger
    ) async throws {
        let loop = group.next()
        let clock = try SystemClock()
        let engine = Engine(
            store: store, server: server, clock: clock, settings: configuration.engine,
            journal: EngineJournal(logger: logger).write, executor: executor,
            makeID: LocalID.make,
            jitter: { .random(in: 0...1) }
        )

        let sockets = Sockets()
        let inbox = try await Inbox(
            sockets.source("inbox"), on: loop, receiver: InboxGate(engine: engine), logger: logger
        )
        let backend = Backend(
            engine: engine, store: store, clock: clock,
            certificates: CertificateInspector(loop: loop, settings: configuration.web), rules: rules)
        let api = try await LocalAPIServer(sockets.source("api"), on: loop, backend: backend, logger: logger)
        // The engine resumes open steps, so it starts only when nothing else can fail.
        try await engine.start()

        // Services stop in reverse order, so the engine stops after its sources.
        let services: [any Service] = [
            try await clock.service(waking: engine, on: loop),
            NetworkService(engine: engine, loop: loop, logger: logger),
            PresenceService(engine: engine, loop: loop, executor: executor, logger: logger),
            WatchdogService(engine: engine, loop: loop), engine, inbox, api, watch, reload(engine),
            StatusService(engine: engine), Announcement(logger: logger),
        ]
        try await ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }
            )
        ).run()
    }

    private static func logger(_ level: LogLevel, environment: [String: String]) -> Logger {
        let isInJournal = JournalLogHandler.isConnected(stream: environment["JOURNAL_STREAM"])
        return Logger(label: "smartpushd") { label in
            let handler: any LogHandler =
                isInJournal
                ? JournalLogHandler(program: label, messageIDs: MessageIDs.byEvent)
                : StreamLogHandler.standardError(label: label)
            return LevelledLogHandler(handler, level)
        }
    }

    private static func prepare(_ places: Places) throws {
        try Places.prepare(places.state)
        // Two daemons would repeat each other's steps, and so use an id twice. The lock ends with the process that
        // holds it.
        guard FolderLock(places.state) != nil else {
            throw StartError(.anotherDaemon(folder: places.state))
        }
    }
}

/// The two sockets, passed by systemd or created in the runtime folder.
struct Sockets: Sendable {
    private let inherited = InheritedSockets()

    func source<Connection>(_ name: String) throws -> UnixListener<Connection>.Source {
        if let descriptor = inherited[name] { return .descriptor(descriptor) }
        let paths = try SocketPaths.current()
        try Places.prepare(paths.folder)
        return .path(name == "inbox" ? paths.inbox : paths.api)
    }
}
