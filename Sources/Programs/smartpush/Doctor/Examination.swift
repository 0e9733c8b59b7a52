import LocalAPIClient
import LocalAPIModel
import Messages
import Settings

/// Checks everything, from the daemon outwards.
struct Examination {
    let api: LocalAPIClient
    let sockets: SocketPaths

    init(_ session: Session) {
        api = session.api
        sockets = session.sockets
    }

    /// Calls `found` with each finding as soon as it is known.
    func run(_ found: (Finding) throws -> Void) async throws {
        // This comes first: if systemd holds the sockets, it starts a daemon that is not running.
        let (status, daemon) = await daemon()
        try found(daemon)
        for finding in await UnitsCheck(daemonPID: status?.pid).findings() { try found(finding) }
        for finding in FilesCheck(sockets: sockets, database: status?.database.path).findings() { try found(finding) }
        if let status {
            try found(await InboxCheck(path: sockets.inbox).finding())
            try await askServers(status, found)
        }
        try found(await NotificationsCheck().finding())
        if let finding = await PromptCheck().finding() { try found(finding) }
    }

    private func daemon() async -> (StatusDocument?, Finding) {
        do {
            let status = try await api.status()
            return (status, Self.answer(status))
        } catch .daemonUnreachable(let path, let why) {
            let words = Message.failure(.daemonUnreachable(path: path, why))
            return (nil, .fault(.daemon, words, .fix(Self.restart)))
        } catch .problem(let problem) {
            return (nil, .fault(.daemon, .daemonFailed(why: problem.message), .seeWhy(Self.journal)))
        } catch {
            return (nil, .fault(.daemon, .daemonUnintelligible, .fix(Self.restart)))
        }
    }

    private static let restart = "systemctl --user restart smartpushd"
    static let journal = "journalctl --user -u smartpushd"

    private static func answer(_ status: StatusDocument) -> Finding {
        let isOther = status.version != SmartpushVersion.current
        let words = DoctorMessage.daemonAnswers(
            version: status.version, pid: status.pid, uptime: DisplayTime.span(status.uptime),
            other: isOther ? SmartpushVersion.current : nil)
        return isOther ? .note(.daemon, words, .fix(restart)) : .ok(.daemon, words)
    }

    private func askServers(_ status: StatusDocument, _ found: (Finding) throws -> Void) async throws {
        let checkup: CheckupDocument
        let afterwards: StatusDocument
        do {
            checkup = try await api.checkup()
            // The cause of the failure may be gone, because the checkup has tried another commit.
            afterwards = try await api.status()
        } catch {
            return try found(
                .fault(.database, .noCheckup(why: Complaint(error).message), .seeWhy(Self.journal)))
        }
        // The daemon reports a configuration that can't be used, and does not start with it.
        let proxy = (try? Settings.ofProcess())?.proxy ?? .none
        let servers = ServersCheck(
            checkup: checkup, enrollments: afterwards.enrollments, now: DisplayTime.now(), proxy: proxy)
        try found(DatabaseCheck.finding(afterwards, checkup.database))
        if let finding = ProxyCheck(settings: proxy).finding() { try found(finding) }
        for finding in servers.findings() { try found(finding) }
        try await tryPushes(checkup, afterwards, found)
    }

    private func tryPushes(
        _ checkup: CheckupDocument, _ status: StatusDocument, _ found: (Finding) throws -> Void
    ) async throws {
        // A server that refuses this device sends it nothing, which is a fault that is found already.
        let refused = status.enrollments.filter { $0.server.state == .refused }.map(\.id)
        var tried = !refused.isEmpty
        for server in checkup.servers where server.reachable && !refused.contains(server.enrollment) {
            guard let enrollment = status.enrollments.first(where: { $0.id == server.enrollment }),
                let trial = await TrialPush(enrollment, api: api, inbox: sockets.inbox)
            else { continue }
            try found(await trial.finding())
            tried = true
        }
        if !tried { try found(.note(.push, .noSimulator)) }
    }
}

/// What the daemon reports about its database.
enum DatabaseCheck {
    static func finding(_ status: StatusDocument, _ database: StatusDocument.PartHealth) -> Finding {
        let path = status.database.path
        if !database.ok {
            let words = database.detail.map { Message.quoted(Voice.sentence($0)) }
            return .fault(
                .database, words ?? .doctor(.databaseUnusable(path: path)),
                .seeWhy("df -h \(Shell.quoted(Paths.folder(of: path)))"))
        }
        // A damaged earlier database is kept, and reported until the user removes it.
        if let health = status.health["database"], !health.ok, let detail = health.detail {
            return .fault(.database, Message.quoted(Voice.sentence(detail)), .seeWhy("\(Examination.journal) -x"))
        }
        return .ok(.database, .databaseWell(path: path, kibibytes: status.database.sizeBytes / 1024))
    }
}
