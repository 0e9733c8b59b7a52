import LocalAPIClient
import LocalAPIModel
import Messages

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
            let enroll = Finding.Remedy(
                purpose: Phrase("enroll with", german: "anmelden mit"), command: "smartpush enroll FILE")
            return [.note(.server, Phrase("nothing is enrolled yet", german: "noch ist nichts angemeldet"), enroll)]
        }
        return checkup.servers.map(answer) + atEachPlace.flatMap { [clock($0), certificate($0)].compactMap { $0 } }
    }

    /// Several enrollments may be at one server.
    private var atEachPlace: [CheckupDocument.Server] {
        var seen: Set<String> = []
        return checkup.servers.filter { seen.insert($0.baseURL).inserted }
    }

    private func answer(_ server: CheckupDocument.Server) -> Finding {
        let enrollment = enrollments.first { $0.id == server.enrollment }
        let who = Phrase { say in
            let name = enrollment.map { EnrollmentText($0, in: say).name }
            let account = name ?? String(server.enrollment.prefix(8))
            return say("\(server.baseURL) for \(account)", german: "\(server.baseURL) für \(account)")
        }
        func words(_ english: String, _ german: String) -> Phrase {
            Phrase { say in who.text(in: say) + say(english, german: german) }
        }
        guard let error = server.error.map(Voice.sentence) else { return .ok(.server, words(" answers", " antwortet")) }
        guard server.reachable else {
            let ask = "curl --verbose --output /dev/null \(Shell.quoted(server.baseURL))"
            return .fault(.server, words(": \(error)", ": \(error)"), .seeWhy(ask))
        }
        let again = Finding.Remedy(
            purpose: Phrase("ask again with", german: "erneut fragen mit"), command: "smartpush refresh")
        return .fault(.server, words(" answers, but \(error)", " antwortet, aber: \(error)"), again)
    }

    private func clock(_ server: CheckupDocument.Server) -> Finding? {
        guard let ahead = server.clockAhead else { return nil }
        let server = server.baseURL
        guard ahead != 0 else {
            return .ok(
                .clock, Phrase("this machine agrees with \(server)", german: "dieser Rechner geht wie \(server)"))
        }
        // Servers tell the time in whole seconds: what is just short of an hour is one.
        let span = Moment.span(abs(ahead) + 1)
        let words =
            ahead > 0
            ? Phrase(
                "this machine is \(span) behind \(server)", german: "dieser Rechner geht \(span) nach gegen \(server)")
            : Phrase(
                "this machine is \(span) ahead of \(server)", german: "dieser Rechner geht \(span) vor gegen \(server)")
        let set = Finding.Remedy.mend("sudo timedatectl set-ntp true")
        return abs(ahead) > Self.harmless ? .fault(.clock, words, set) : .note(.clock, words, set)
    }

    private func certificate(_ server: CheckupDocument.Server) -> Finding? {
        guard let text = server.certificateEndsAt, let end = Moment.seconds(text) else { return nil }
        let date = Moment.dateAndClock(text)
        let server = server.baseURL
        let show = Finding.Remedy(
            purpose: Phrase("show it to whoever runs the server", german: "dem Betreiber des Servers zeigen"),
            command: "curl --verbose \(Shell.quoted(server))")
        guard end > now else {
            let ended = Phrase(
                "that of \(server) ended on \(date)", german: "das von \(server) ist abgelaufen: \(date)")
            return .fault(.certificate, ended, show)
        }
        let words = Phrase("that of \(server) is valid until \(date)", german: "das von \(server) gilt bis \(date)")
        guard end - now < Self.renewal else { return .ok(.certificate, words) }
        let left = Moment.span(end - now)
        let soon = Phrase { say in words.text(in: say) + say(", for \(left) yet", german: ", noch \(left)") }
        return .note(.certificate, soon, show)
    }
}
