import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Enrollments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.enrollments))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let enrollments = try await session.api.enrollments()
        if common.json { return try session.terminal.json(enrollments) }
        let isTerminal = session.terminal.output.isTerminal
        if enrollments.isEmpty {
            if isTerminal { try session.terminal.line(Styled(session.say(.command(.nothingEnrolled)))) }
        } else {
            try session.terminal.table(
                .enrollments(enrollments, shortened: isTerminal, in: session.terminal.tableLanguage))
        }
    }
}

/// What the table shows of an enrollment.
struct EnrollmentText {
    let enrollment: EnrollmentDocument
    private let say: Language

    init(_ enrollment: EnrollmentDocument, in language: Language) {
        self.enrollment = enrollment
        say = language
    }

    var shortID: String {
        String(enrollment.id.prefix(8))
    }

    var name: String {
        enrollment.name ?? account
    }

    static func knownBy(_ enrollment: EnrollmentDocument) -> EnrollmentName {
        enrollment.name.map { .given($0) }
            ?? .account(sub: enrollment.sub, tenant: enrollment.tenantName ?? enrollment.tenantKey)
    }

    var account: String {
        say(.command(.account(sub: enrollment.sub, tenant: tenant)))
    }

    var tenant: String {
        enrollment.tenantName ?? enrollment.tenantKey
    }

    /// What the daemon has learned about the server since it started.
    var health: Styled {
        switch enrollment.server.reachable {
        case true?: Styled(say(.status(.serverReachable)), .good)
        case false?: Styled(say(.status(.serverNotReachable(why: enrollment.server.error))), .bad)
        case nil: Styled(say(.status(.serverNotAsked)), .dim)
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
                .fixed("ID"), Column("NAME"), Column(say(.status(.tenantColumn))),
                Column(say(.status(.accountColumn))), Column("SERVER"), Column("STATUS"),
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
