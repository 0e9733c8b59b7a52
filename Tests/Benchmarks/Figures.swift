/// The options of a run.
struct Settings {
    var binaries: String
    var folder: String
    var idleTime: Duration
    var settleTime: Duration
    var exchanges: Int
}

/// All figures, in order.
enum Figures {
    typealias Figure = (Settings) throws -> [Measured]

    static var all: [(name: String, take: Figure)] {
        [
            ("burst", burst), ("burst-cpu", burstCPU), ("single", single), ("sign-in", signIn), ("get", get),
            ("crowd", crowd), ("start", start), ("idle", idle), ("memory", memory), ("many", many), ("size", size),
        ]
    }

    static var names: [String] { all.map(\.name) }
}

/// A daemon, the wire that it is enrolled with, and the references. Each figure has its own.
final class Bench {
    let folder: WorkFolder
    let wire: Wire
    let daemon: DaemonUnderTest
    let inbox: InboxConnection
    let api: APIConnection

    init(_ settings: Settings, configuration: [String: String] = [:]) throws {
        folder = try WorkFolder(in: settings.folder)
        wire = try Wire()
        daemon = try DaemonUnderTest(settings.binaries, in: folder.path + "/d", settings: configuration)
        try daemon.enroll(at: wire)
        inbox = try InboxConnection(daemon.inbox)
        api = try APIConnection(daemon.api)
    }

    deinit {
        daemon.stop()
        wire.stop()
    }

    /// One commit of plain SQLite on the same disk. Needs a push before it.
    func commits() throws -> Commits {
        try Commits(in: folder.path, like: DaemonUnderTest.database(in: folder.path + "/d"))
    }

    /// One whole sign-in.
    func signIn() throws {
        let id = try inbox.deliver(Push())
        try daemon.awaitAcknowledged([id])
        _ = try api.expect(200, "POST", "/v1/exchanges/\(id)/allow")
        _ = try api.expect(200, "POST", "/v1/exchanges/\(id)/verify", "{\"passcode\":\"55\"}")
    }
}
