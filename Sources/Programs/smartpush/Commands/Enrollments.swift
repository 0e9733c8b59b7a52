import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Enrollments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "List the accounts that this device is enrolled for.",
            german: "Die Konten auflisten, für die dieses Gerät registriert ist."))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let enrollments = try await session.api.enrollments()
        if common.json { return try session.terminal.json(enrollments) }
        let isTerminal = session.terminal.output.isTerminal
        if enrollments.isEmpty {
            if isTerminal { try session.terminal.line(Styled(EnrollmentText.nothing.text(in: session.say))) }
        } else {
            try session.terminal.table(
                .enrollments(enrollments, shortened: isTerminal, in: session.terminal.tableLanguage))
        }
    }
}

/// What of an enrollment a person asks for.
struct EnrollmentText {
    let enrollment: EnrollmentDocument
    private let say: Language

    init(_ enrollment: EnrollmentDocument, in language: Language) {
        self.enrollment = enrollment
        say = language
    }

    static let nothing = Phrase(
        "nothing is enrolled yet; enroll with: smartpush enroll FILE",
        german: "noch nichts ist registriert; registrieren mit: smartpush enroll DATEI")

    var shortID: String {
        String(enrollment.id.prefix(8))
    }

    var name: String {
        enrollment.name ?? account
    }

    var account: String {
        say("\(enrollment.sub) at \(tenant)", german: "\(enrollment.sub) bei \(tenant)")
    }

    var tenant: String {
        enrollment.tenantName ?? enrollment.tenantKey
    }

    /// What is known of the server since the daemon started.
    var health: Styled {
        switch enrollment.server.reachable {
        case true?: Styled(say("reachable", german: "erreichbar"), .good)
        case false?:
            Styled(
                say("not reachable", german: "nicht erreichbar") + (enrollment.server.error.map { ": \($0)" } ?? ""),
                .bad)
        case nil: Styled(say("not asked yet", german: "noch nicht gefragt"), .dim)
        }
    }
}

extension Table {
    static func enrollments(
        _ enrollments: [EnrollmentDocument], shortened: Bool, in say: Language
    ) -> Table {
        let names = shortened ? ShortIDs.names(for: enrollments.map(\.id)) : [:]
        return Table(
            columns: [
                .fixed("ID"), Column("NAME"), Column(say("TENANT", german: "MANDANT")),
                Column(say("ACCOUNT", german: "KONTO")), Column("SERVER"), Column("STATUS"),
            ],
            rows: enrollments.map { enrollment in
                let text = EnrollmentText(enrollment, in: say)
                return [
                    Styled(names[enrollment.id] ?? enrollment.id), Styled(enrollment.name ?? ""), Styled(text.tenant),
                    Styled(enrollment.sub), Styled(enrollment.baseURL), text.health,
                ]
            })
    }
}
