import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Unenroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken("Forget an enrollment.", german: "Eine Registrierung vergessen."),
        discussion: .spoken(
            "Its open sign-ins end as cancelled. With --json, the enrollment as it was.",
            german: "Ihre offenen Anmeldungen enden als abgebrochen. Mit --json die Registrierung, wie sie war."))

    @Argument(
        help: .spoken(
            "The enrollment, from: smartpush enrollments", german: "Die Registrierung, aus: smartpush enrollments"))
    var id: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let enrollment = try await session.api.enrollment(id)
        // By its whole id: a prefix may have become ambiguous, or another's, since.
        try await session.api.unenroll(enrollment.id)
        if common.json { return try session.terminal.json(enrollment) }
        let name = EnrollmentText(enrollment, in: session.say).name
        try session.terminal.line(
            Styled(session.say("unenrolled \(name)", german: "die Registrierung \(name) ist vergessen")))
    }
}
