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
        let now = DisplayTime.now()
        guard session.terminal.output.isTerminal else {
            return try session.terminal.table(.enrollmentsForPrograms(enrollments, now: now))
        }
        guard !enrollments.isEmpty else {
            return try session.terminal.line(Styled(session.say(.command(.nothingEnrolled))))
        }
        try session.terminal.table(.enrollments(enrollments, now: now, in: session.say))
    }
}
