import ArgumentParser
import LocalAPI

struct Unenroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forget an enrollment.",
        discussion: "Its open sign-ins end as cancelled. With --json, the enrollment as it was.")

    @Argument(help: "The enrollment, from: smartpush enrollments")
    var id: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let enrollment = try await session.api.enrollment(id)
        // By its whole id: a prefix may have become ambiguous, or another's, since.
        try await session.api.unenroll(enrollment.id)
        if common.json { return try session.terminal.json(enrollment) }
        try session.terminal.line(Styled("unenrolled \(EnrollmentText(enrollment).name)"))
    }
}
