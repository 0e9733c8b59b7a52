import LocalAPIModel
import Messages
import TextLayout

extension Table {
    /// One row for each enrollment, for the user: whose it is comes first.
    static func enrollments(_ enrollments: [EnrollmentDocument], now: Double, in say: Language) -> Table {
        let ids = ShortIDs.names(for: enrollments.map(\.id))
        return Table(
            columns: [
                .account(say(.status(.accountColumn))), Column("NAME", narrowest: 8), .fixed("STATUS"),
                Column("SERVER", narrowest: 12), .fixed("ID"),
            ],
            rows: enrollments.map { enrollment in
                let text = EnrollmentText(enrollment, now: now, in: say)
                return [
                    Styled(text.account), Styled(EnrollmentName(enrollment).name ?? ""), text.health,
                    Styled(enrollment.baseURL), Styled(ids[enrollment.id] ?? enrollment.id),
                ]
            })
    }

    /// The same for a program: the whole ids, and the places of the columns that scripts rely on.
    static func enrollmentsForPrograms(_ enrollments: [EnrollmentDocument], now: Double) -> Table {
        Table(
            columns: ["ID", "NAME", "TENANT", "ACCOUNT", "SERVER", "STATUS"].map { Column($0) },
            rows: enrollments.map { enrollment in
                let text = EnrollmentText(enrollment, now: now, in: .english)
                return [
                    Styled(enrollment.id), Styled(enrollment.name ?? ""), Styled(text.tenant),
                    Styled(enrollment.account ?? enrollment.sub), Styled(enrollment.baseURL), text.health,
                ]
            })
    }
}
