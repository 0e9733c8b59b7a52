import LocalAPIClient
import LocalAPIModel
import Messages

/// What the daemon has learned about its servers.
struct ServersCheck {
    let checkup: CheckupDocument
    let enrollments: [EnrollmentDocument]
    let now: Double

    /// A badly set clock differs by half a minute or more. Less does not affect certificates or countdowns.
    private static let harmless = 30.0
    /// Administrators have usually renewed a certificate by then.
    private static let renewal = 14.0 * 86_400

    func findings() -> [Finding] {
        guard !checkup.servers.isEmpty else {
            let enroll = Finding.Remedy(purpose: .enroll, command: "smartpush enroll FILE")
            return [.note(.server, .nothingEnrolled, enroll)]
        }
        return checkup.servers.map(answer) + atEachPlace.flatMap { [clock($0), certificate($0)].compactMap { $0 } }
    }

    /// Several enrollments can have the same server.
    private var atEachPlace: [CheckupDocument.Server] {
        var seen: Set<String> = []
        return checkup.servers.filter { seen.insert($0.baseURL).inserted }
    }

    private func answer(_ server: CheckupDocument.Server) -> Finding {
        let enrollment = enrollments.first { $0.id == server.enrollment }
        let account = enrollment.map(EnrollmentText.knownBy) ?? .given(String(server.enrollment.prefix(8)))
        func words(_ finding: ServerFinding) -> DoctorMessage {
            .server(url: server.baseURL, account: account, finding)
        }
        guard let error = server.error.map(Voice.sentence) else { return .ok(.server, words(.answers)) }
        guard server.reachable else {
            let ask = "curl --verbose --output /dev/null \(Shell.quoted(server.baseURL))"
            return .fault(.server, words(.unreachable(error)), .seeWhy(ask))
        }
        let again = Finding.Remedy(purpose: .askAgain, command: "smartpush refresh")
        return .fault(.server, words(.answersBut(error)), again)
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
        let show = Finding.Remedy(purpose: .showOperator, command: "curl --verbose \(Shell.quoted(server))")
        guard end > now else {
            return .fault(.certificate, .certificateExpired(server: server, date: date), show)
        }
        func valid(left: String?) -> DoctorMessage { .certificateValid(server: server, date: date, left: left) }
        guard end - now < Self.renewal else { return .ok(.certificate, valid(left: nil)) }
        return .note(.certificate, valid(left: DisplayTime.span(end - now)), show)
    }
}
