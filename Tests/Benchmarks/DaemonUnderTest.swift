import FoundationEssentials

/// The real program, in its own folders, enrolled with the wire.
final class DaemonUnderTest {
    let child: Child
    let startTime: Duration
    private let runtime: String
    private let states: ExchangeStates

    var inbox: String { runtime + "/inbox.sock" }
    var api: String { runtime + "/api.sock" }
    var figures: ProcessFigures { ProcessFigures(pid: child.pid) }

    static func database(in folder: String) -> String { folder + "/state/smartpush.db" }

    /// Starts it and waits until it reports that it is ready.
    /// - Parameters:
    ///   - binaries: the folder of the programs.
    ///   - folder: the folder for its state; it may be that of an earlier daemon.
    ///   - settings: environment variables (`SMARTPUSH_…`) for its configuration.
    /// - Throws: an error with its output, if it does not get ready.
    init(_ binaries: String, in folder: String, settings: [String: String] = [:]) throws {
        runtime = folder + "/run"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let notify = folder + "/notify.sock"
        try? FileManager.default.removeItem(atPath: notify)
        let ready = try Socket(datagramsTo: notify)
        let environment = [
            "HOME": folder, "PATH": "/usr/bin:/bin", "NOTIFY_SOCKET": notify, "SMARTPUSH_RUNTIME_DIR": runtime,
            "SMARTPUSH_STATE_DIR": folder + "/state", "SMARTPUSH_CONFIG": folder + "/config.json",
            "SMARTPUSH_LOG_LEVEL": "warning",
            // What polling costs is measured by polling.py.
            "SMARTPUSH_POLL_SECONDS": "0", "SMARTPUSH_POLL_IDLE_SECONDS": "0",
        ].merging(settings) { _, new in new }
        let start = ContinuousClock.now
        child = try Child(binaries + "/smartpushd", environment: environment, log: folder + "/log")
        var said: [UInt8] = []
        while !String(decoding: said, as: UTF8.self).contains("READY=1") {
            guard ready.isReadable(within: 10_000), child.isRunning else {
                throw Unexpected("smartpushd did not start: \(fileText(of: folder + "/log") ?? "")")
            }
            _ = try ready.read(into: &said)
        }
        startTime = start.duration(to: .now)
        states = ExchangeStates(of: runtime + "/api.sock")
    }

    func enroll(at wire: Wire) throws {
        let body = """
            {"base_url":"http://127.0.0.1:\(wire.port)","tenant_key":"\(Push.tenantKey)","sub":"\(Push.sub)",\
            "client_id":"2c1d6a1e-benchmark","device_id":"7b0f-benchmark","push_id":"d41d8cd98f-benchmark"}
            """
        _ = try APIConnection(api).expect(201, "POST", "/v1/enrollments", body)
    }

    func stop() { child.end() }

    /// Waits until the server's answers to these acknowledgements are stored.
    func awaitAcknowledged(_ ids: [String]) throws { try states.await("acknowledged", of: ids) }

    /// The number of exchanges in a state, by the status.
    func count(_ state: String) throws -> Int {
        let status = try APIConnection(api).expect(200, "GET", "/v1/status").body
        guard let range = status.firstRange(of: "\"\(state)\":") else { return 0 }
        return Int(status[range.upperBound...].prefix { $0.isNumber }) ?? 0
    }

    /// Denies exchanges, several at the same time, so that they share syncs.
    func deny(_ ids: [String]) throws {
        let api = api
        try concurrently(ids, threads: 16) { _, ids in
            let connection = try APIConnection(api)
            for id in ids { _ = try connection.expect(200, "POST", "/v1/exchanges/\(id)/deny") }
        }
    }
}

extension [DaemonUnderTest] {
    /// Waits until no thread of any of them has run for a second.
    /// - Throws: ``Unexpected`` if they do not come to rest within a minute, or if the first one ends.
    func awaitRest() throws {
        for _ in 0..<60 {
            let before = map(\.figures.contextSwitches)
            try first?.child.run(for: .seconds(1))
            if before == map(\.figures.contextSwitches) { return }
        }
        throw Unexpected("smartpushd does not come to rest")
    }
}
