import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Rename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.rename),
        discussion: .spoken(.renameDiscussion))

    @Argument(help: .spoken(.enrollmentArgument), completion: .enrollment)
    var id: String

    @Argument(help: .spoken(.newNameArgument, valueName: .nameValue))
    var name: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let enrollment = try await session.enrollment(id)
        let renamed = try await session.api.change(enrollment.id, EnrollmentChange(name: name))
        if common.json { return try session.terminal.json(renamed) }
        try session.terminal.line(
            Styled(session.say(.command(.renamed(id: renamed.shortID, EnrollmentName(renamed))))))
    }
}
