import ArgumentParser
import LocalAPI

struct Enrollments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the accounts that this device is enrolled for.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let enrollments = try await session.api.enrollments()
        if common.json { return try session.terminal.json(enrollments) }
        let isTerminal = session.terminal.output.isTerminal
        if enrollments.isEmpty {
            if isTerminal { try session.terminal.line("nothing is enrolled yet; enroll with: smartpush enroll FILE") }
        } else {
            try session.terminal.table(.enrollments(enrollments, shortened: isTerminal))
        }
    }
}

/// What of an enrollment a person asks for.
struct EnrollmentText {
    let enrollment: EnrollmentDocument

    init(_ enrollment: EnrollmentDocument) {
        self.enrollment = enrollment
    }

    var shortID: String {
        String(enrollment.id.prefix(8))
    }

    var name: String {
        enrollment.name ?? "\(enrollment.sub) at \(tenant)"
    }

    var tenant: String {
        enrollment.tenantName ?? enrollment.tenantKey
    }

    /// What is known of the server since the daemon started.
    var health: Styled {
        switch enrollment.server.reachable {
        case true?: Styled("reachable", .good)
        case false?: Styled("not reachable: \(enrollment.server.error ?? "no answer")", .bad)
        case nil: Styled("not asked yet", .dim)
        }
    }
}

extension Table {
    static func enrollments(_ enrollments: [EnrollmentDocument], shortened: Bool) -> Table {
        let names = shortened ? ShortIDs.names(for: enrollments.map(\.id)) : [:]
        return Table(
            columns: [
                .fixed("ID"), Column("NAME"), Column("TENANT"), Column("ACCOUNT"), Column("SERVER"),
                Column("STATUS"),
            ],
            rows: enrollments.map { enrollment in
                let text = EnrollmentText(enrollment)
                return [
                    Styled(names[enrollment.id] ?? enrollment.id), Styled(enrollment.name ?? ""), Styled(text.tenant),
                    Styled(enrollment.sub), Styled(enrollment.baseURL), text.health,
                ]
            })
    }
}
