import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken("Show how the daemon is.", german: "Zeigen, wie es dem Dienst geht."))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let status = try await session.api.status()
        if common.json { return try session.terminal.json(status) }
        try session.terminal.details(Details(status, now: Moment.now(), in: session.say))
    }
}

extension Details {
    init(_ status: StatusDocument, now: Double, in say: Language) {
        self.init()
        let up = Moment.span(status.uptime)
        add("smartpushd", "\(status.version), pid \(status.pid), " + say("up \(up)", german: "läuft seit \(up)"))
        let size = status.database.sizeBytes / 1024
        add(
            say("database", german: "Datenbank"),
            "\(status.database.path) (\(size) KiB, \(say("schema", german: "Schema")) \(status.database.schema))")
        add(say("open", german: "offen"), Self.counts(status, open: true, in: say))
        add(say("ended", german: "beendet"), Self.counts(status, open: false, in: say))
        let last = status.lastDelivery.map { Moment.age(of: $0, now: now) }
        add(
            say("last push", german: "letzter Push"),
            last.map { say("\($0) ago", german: "vor \($0)") } ?? say("none yet", german: "noch keiner"))
        for enrollment in status.enrollments {
            add(say("enrolled", german: "registriert"), styled: Self.enrolled(enrollment, in: say))
        }
        if status.enrollments.isEmpty {
            add(
                say("enrolled", german: "registriert"),
                say(
                    "nothing yet; enroll with: smartpush enroll FILE",
                    german: "noch nichts; registrieren mit: smartpush enroll DATEI"))
        }
        for (name, part) in status.health.sorted(by: { $0.key < $1.key }) {
            let words = part.detail ?? (part.ok ? "ok" : say("not ok", german: "nicht in Ordnung"))
            add(name, styled: Styled(words, part.ok ? .good : .bad))
        }
    }

    private static func counts(_ status: StatusDocument, open: Bool, in say: Language) -> String {
        let counted = ExchangeState.allCases.filter { $0.isOpen == open }
            .map { (say(.signIn(.state($0))), status.counts[$0.rawValue] ?? 0) }
            .filter { $0.1 > 0 }
        guard !counted.isEmpty else { return say("none", german: "keine") }
        return counted.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    }

    private static func enrolled(_ enrollment: EnrollmentDocument, in say: Language) -> Styled {
        let text = EnrollmentText(enrollment, in: say)
        return Styled("\(text.shortID)  \(text.name)  ") + text.health
    }
}
