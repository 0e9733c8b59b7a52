import LocalAPIClient
import LocalAPIModel
import Messages

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
        if let finding = await PromptCheck().finding() { try found(finding) }
    }

    private func daemon() async -> (StatusDocument?, Finding) {
        do {
            let status = try await api.status()
            return (status, Self.answer(status))
        } catch .daemonUnreachable(let path, let why) {
            return (nil, .fault(.daemon, .unreachable(path, why), .mend(Self.restart)))
        } catch .problem(let problem) {
            let words = Phrase { say in
                let why = problem.phrase.text(in: say)
                return say(
                    "smartpushd can't tell how it is: \(why)",
                    german: "smartpushd kann nicht sagen, wie es ihm geht: \(why)")
            }
            return (nil, .fault(.daemon, words, .seeWhy(Self.journal)))
        } catch {
            let words = Phrase(
                "smartpushd gives no answer that can be understood",
                german: "smartpushd gibt keine verständliche Antwort")
            return (nil, .fault(.daemon, words, .mend(Self.restart)))
        }
    }

    private static let restart = "systemctl --user restart smartpushd"
    static let journal = "journalctl --user -u smartpushd"

    private static func answer(_ status: StatusDocument) -> Finding {
        let up = Moment.span(status.uptime)
        let words = Phrase(
            "smartpushd \(status.version) answers, pid \(status.pid), up \(up)",
            german: "smartpushd \(status.version) antwortet, PID \(status.pid), seit \(up)")
        guard status.version != SmartpushVersion.current else { return .ok(.daemon, words) }
        let other = Phrase { say in
            let mine = say("this smartpush is", german: "dieses smartpush ist")
            return "\(words.text(in: say)); \(mine) \(SmartpushVersion.current)"
        }
        return .note(.daemon, other, .mend(restart))
    }

    private func askServers(_ status: StatusDocument, _ found: (Finding) throws -> Void) async throws {
        let checkup: CheckupDocument
        let afterwards: StatusDocument
        do {
            checkup = try await api.checkup()
            // What stood in the way of the last commit may be gone, now that another was tried.
            afterwards = try await api.status()
        } catch {
            let why = Complaint(error).phrase
            let words = Phrase { say in
                say(
                    "smartpushd did not say how its database and the servers are (\(why.text(in: say)))",
                    german:
                        "smartpushd hat nicht gesagt, wie es der Datenbank und den Servern geht (\(why.text(in: say)))")
            }
            return try found(.fault(.database, words, .seeWhy(Self.journal)))
        }
        let servers = ServersCheck(checkup: checkup, enrollments: status.enrollments, now: Moment.now())
        for finding in [DatabaseCheck.finding(afterwards, checkup.database)] + servers.findings() { try found(finding) }
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
        guard !tried else { return }
        let words = Phrase(
            "none was tried, as no server is a simulator (smartpush-sim)",
            german: "keiner wurde versucht, denn kein Server ist ein Simulator (smartpush-sim)")
        try found(.note(.push, words))
    }
}

/// The word of the daemon about its database.
enum DatabaseCheck {
    static func finding(_ status: StatusDocument, _ database: StatusDocument.PartHealth) -> Finding {
        let path = status.database.path
        if !database.ok {
            let words = database.detail.map(Voice.sentence) ?? "\(path) can't be used"
            return .fault(
                .database, Phrase(words, german: words), .seeWhy("df -h \(Shell.quoted(Paths.folder(of: path)))"))
        }
        // An earlier one that was damaged is kept beside, and says so until it is gone.
        if let health = status.health["database"], !health.ok, let detail = health.detail {
            let words = Voice.sentence(detail)
            return .fault(.database, Phrase(words, german: words), .seeWhy("\(Examination.journal) -x"))
        }
        let size = status.database.sizeBytes / 1024
        return .ok(
            .database,
            Phrase(
                "\(path) is whole and can be written (\(size) KiB)",
                german: "\(path) ist heil und beschreibbar (\(size) KiB)"))
    }
}
