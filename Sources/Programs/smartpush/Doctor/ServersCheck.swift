import LocalAPIClient
import LocalAPIModel
import Messages
import Settings

/// What the daemon has learned about its servers.
struct ServersCheck {
    let checkup: CheckupDocument
    let enrollments: [EnrollmentDocument]
    let now: Double
    /// The proxies of the daemon.
    var proxy = ProxySettings.none

    /// A badly set clock differs by half a minute or more. Less does not affect certificates or countdowns.
    private static let harmless = 30.0
    /// Administrators have usually renewed a certificate by then.
    private static let renewal = 14.0 * 86_400

    func findings() -> [Finding] {
        guard !checkup.servers.isEmpty else {
            let enroll = Finding.Remedy(purpose: .enroll, command: "smartpush login URL")
            return [.note(.server, .nothingEnrolled, enroll)]
        }
        return checkup.servers.map(answer) + enrollments.compactMap(delivery)
            + atEachPlace.flatMap { [clock($0), certificate($0)].compactMap { $0 } }
    }

    /// Several enrollments can have the same server.
    private var atEachPlace: [CheckupDocument.Server] {
        var seen: Set<String> = []
        return checkup.servers.filter { seen.insert($0.baseURL).inserted }
    }

    private func answer(_ server: CheckupDocument.Server) -> Finding {
        let enrollment = enrollments.first { $0.id == server.enrollment }
        let account = enrollment.map { EnrollmentName($0) } ?? EnrollmentName(id: server.enrollment)
        func words(_ finding: ServerFinding) -> DoctorMessage {
            .server(url: server.baseURL, account: account, finding)
        }
        let error = server.error.map { Voice.sentence(SafeText.line($0)) }
        if let enrollment, enrollment.server.state == .refused {
            let name = EnrollmentSearch(enrollments: enrollments).word(for: enrollment)
            let remove = Finding.Remedy(purpose: .enrollAgain, command: "smartpush unenroll \(Shell.quoted(name))")
            return .fault(.server, words(.refuses(why: error)), remove)
        }
        guard let error else { return .ok(.server, words(.answers)) }
        guard server.reachable else {
            let ask = Shell.curl("--verbose --output /dev/null", server.baseURL, through: proxy)
            return .fault(.server, words(.unreachable(error)), .seeWhy(ask))
        }
        let again = Finding.Remedy(purpose: .askAgain, command: "smartpush refresh")
        return .fault(.server, words(.answersBut(error)), again)
    }

    /// How sign-ins get here. A server that refuses this device sends none, which is a fault of its own.
    private func delivery(_ enrollment: EnrollmentDocument) -> Finding? {
        guard enrollment.server.state != .refused else { return nil }
        let delivery = Delivery(enrollment.delivery, now: now)
        let words = DoctorMessage.delivery(EnrollmentName(enrollment), delivery)
        return delivery.isKnownToWork ? .ok(.delivery, words) : .note(.delivery, words)
    }

    private func clock(_ server: CheckupDocument.Server) -> Finding? {
        guard let ahead = server.clockAhead else { return nil }
        let server = server.baseURL
        guard ahead != 0 else { return .ok(.clock, .clockAgrees(server: server)) }
        // Servers send whole seconds, so a difference just below an hour is an hour.
        let span = DisplayTime.span(abs(ahead) + 1)
        let words: DoctorMessage =
            ahead > 0 ? .clockBehind(span: span, server: server) : .clockAhead(span: span, server: server)
        let set = Finding.Remedy.fix("sudo timedatectl set-ntp true")
        return abs(ahead) > Self.harmless ? .fault(.clock, words, set) : .note(.clock, words, set)
    }

    private func certificate(_ server: CheckupDocument.Server) -> Finding? {
        guard let text = server.certificateEndsAt, let end = DisplayTime.seconds(text) else { return nil }
        let date = DisplayTime.dateAndClock(text)
        let server = server.baseURL
        let show = Finding.Remedy(purpose: .showOperator, command: Shell.curl("--verbose", server, through: proxy))
        guard end > now else {
            return .fault(.certificate, .certificateExpired(server: server, date: date), show)
        }
        func valid(left: String?) -> DoctorMessage { .certificateValid(server: server, date: date, left: left) }
        guard end - now < Self.renewal else { return .ok(.certificate, valid(left: nil)) }
        return .note(.certificate, valid(left: DisplayTime.span(end - now)), show)
    }
}
