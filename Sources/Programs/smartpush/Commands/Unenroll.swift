import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Unenroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.unenroll),
        discussion: .spoken(.unenrollDiscussion))

    @Argument(help: .spoken(.enrollmentArgument), completion: .enrollment)
    var id: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let enrollment = try await session.enrollment(id)
        // Uses the whole id, because the word may now be ambiguous or match another enrollment.
        try await session.api.unenroll(enrollment.id)
        if common.json { return try session.terminal.json(enrollment) }
        try session.terminal.line(Styled(session.say(.command(.unenrolled(EnrollmentName(enrollment))))))
    }
}
