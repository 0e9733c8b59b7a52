import LocalAPI

/// What the daemon has learnt of its servers.
struct ServersCheck {
    let checkup: CheckupDocument
    let enrollments: [EnrollmentDocument]
    let now: Double

    /// Half a minute is what a badly set clock differs by; a certificate or a countdown does not mind less.
    private static let harmless = 30.0
    /// Administrators renew certificates by then.
    private static let renewal = 14.0 * 86_400

    func findings() -> [Finding] {
        guard !checkup.servers.isEmpty else {
            let enroll = Finding.Remedy(purpose: "enroll with", command: "smartpush enroll FILE")
            return [.note(.server, "nothing is enrolled yet", enroll)]
        }
        return checkup.servers.map(answer) + atEachPlace.flatMap { [clock($0), certificate($0)].compactMap { $0 } }
    }

    /// Several enrollments may be at one server.
    private var atEachPlace: [CheckupDocument.Server] {
        var seen: Set<String> = []
        return checkup.servers.filter { seen.insert($0.baseURL).inserted }
    }

    private func answer(_ server: CheckupDocument.Server) -> Finding {
        let name = enrollments.first { $0.id == server.enrollment }.map { EnrollmentText($0).name }
        let who = "\(server.baseURL) for \(name ?? String(server.enrollment.prefix(8)))"
        guard let error = server.error else { return .ok(.server, "\(who) answers") }
        guard server.reachable else {
            let ask = "curl --verbose --output /dev/null \(Shell.quoted(server.baseURL))"
            return .fault(.server, "\(who): \(Voice.sentence(error))", .seeWhy(ask))
        }
        return .fault(.server, "\(who) answers, but \(Voice.sentence(error))", .mend("smartpush refresh"))
    }

    private func clock(_ server: CheckupDocument.Server) -> Finding? {
        guard let ahead = server.clockAhead else { return nil }
        guard ahead != 0 else { return .ok(.clock, "this machine agrees with \(server.baseURL)") }
        // Servers tell the time in whole seconds: what is just short of an hour is one.
        let words = "this machine is \(Moment.span(abs(ahead) + 1)) \(ahead > 0 ? "behind" : "ahead of") \(server.baseURL)"
        let set = Finding.Remedy.mend("sudo timedatectl set-ntp true")
        return abs(ahead) > Self.harmless ? .fault(.clock, words, set) : .note(.clock, words, set)
    }

    private func certificate(_ server: CheckupDocument.Server) -> Finding? {
        guard let text = server.certificateEndsAt, let end = Moment.seconds(text) else { return nil }
        let date = Moment.dateAndClock(text)
        let show = Finding.Remedy(
            purpose: "show it to whoever runs the server", command: "curl --verbose \(Shell.quoted(server.baseURL))")
        guard end > now else { return .fault(.certificate, "that of \(server.baseURL) ended on \(date)", show) }
        let words = "that of \(server.baseURL) is valid until \(date)"
        guard end - now < Self.renewal else { return .ok(.certificate, words) }
        return .note(.certificate, "\(words), for \(Moment.span(end - now)) yet", show)
    }
}
