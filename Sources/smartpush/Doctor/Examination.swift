import LocalAPI

/// Looks at everything, from the daemon outwards.
struct Examination {
    let api: LocalAPIClient
    let sockets: SocketPaths

    init(_ session: Session) {
        api = session.api
        sockets = session.sockets
    }

    /// Calls `found` with each finding, as soon as there is one.
    func run(_ found: (Finding) throws -> Void) async throws {
        // It comes first: where systemd holds the sockets, this starts a daemon that does not run.
        let (status, daemon) = await daemon()
        try found(daemon)
        for finding in await UnitsCheck(daemonPID: status?.pid).findings() { try found(finding) }
        for finding in FilesCheck(sockets: sockets, database: status?.database.path).findings() { try found(finding) }
        if let status {
            try found(await InboxCheck(path: sockets.inbox).finding())
            try await askServers(status, found)
        }
        try found(await NotificationsCheck().finding())
    }

    private func daemon() async -> (StatusDocument?, Finding) {
        do {
            let status = try await api.status()
            let words = "smartpushd \(status.version) answers, pid \(status.pid), up \(Moment.span(status.uptime))"
            guard status.version == SmartpushVersion.current else {
                let other = "\(words); this smartpush is \(SmartpushVersion.current)"
                return (status, .note(.daemon, other, .mend("systemctl --user restart smartpushd")))
            }
            return (status, .ok(.daemon, words))
        } catch .daemonUnreachable(let path, let why) {
            let words = "smartpushd is not reachable at \(path) (\(why))"
            return (nil, .fault(.daemon, words, .mend("systemctl --user restart smartpushd")))
        } catch .problem(let problem) {
            let words = "smartpushd can't tell how it is: \(Voice.sentence(problem.detail))"
            return (nil, .fault(.daemon, words, .seeWhy("journalctl --user -u smartpushd")))
        } catch {
            let words = "smartpushd gives no answer that can be understood"
            return (nil, .fault(.daemon, words, .mend("systemctl --user restart smartpushd")))
        }
    }

    private func askServers(_ status: StatusDocument, _ found: (Finding) throws -> Void) async throws {
        let checkup: CheckupDocument
        do {
            checkup = try await api.checkup()
        } catch {
            let words = "smartpushd did not say how its database and the servers are (\(Complaint(error).message))"
            return try found(.fault(.database, words, .seeWhy("journalctl --user -u smartpushd")))
        }
        let servers = ServersCheck(checkup: checkup, enrollments: status.enrollments, now: Moment.now())
        for finding in [DatabaseCheck.finding(status, checkup.database)] + servers.findings() { try found(finding) }
        try await tryPushes(checkup, status, found)
    }

    private func tryPushes(
        _ checkup: CheckupDocument, _ status: StatusDocument, _ found: (Finding) throws -> Void
    ) async throws {
        var tried = false
        for server in checkup.servers where server.reachable {
            guard let enrollment = status.enrollments.first(where: { $0.id == server.enrollment }),
                let trial = await TrialPush(enrollment, api: api, inbox: sockets.inbox)
            else { continue }
            try found(await trial.finding())
            tried = true
        }
        if !tried { try found(.note(.push, "none was tried, as no server is a simulator (smartpush-sim)")) }
    }
}

/// The word of the daemon about its database.
enum DatabaseCheck {
    static func finding(_ status: StatusDocument, _ database: StatusDocument.PartHealth) -> Finding {
        let path = status.database.path
        if !database.ok {
            let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
            let words = database.detail.map(Voice.sentence) ?? "\(path) can't be used"
            return .fault(.database, words, .seeWhy("df -h \(Shell.quoted(folder))"))
        }
        // An earlier one that was damaged is kept beside, and says so until it is gone.
        if let health = status.health["database"], !health.ok, let detail = health.detail {
            return .fault(.database, Voice.sentence(detail), .seeWhy("journalctl --user -x -u smartpushd"))
        }
        return .ok(.database, "\(path) is whole and can be written (\(status.database.sizeBytes / 1024) KiB)")
    }
}
