import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Refresh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.refresh))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let result = try await session.api.refresh()
        if common.json { try session.terminal.json(result) }
        let enrollments = result.enrollments.isEmpty ? [] : try await session.api.enrollments()
        func name(_ entry: RefreshDocument.Entry) -> EnrollmentName {
            enrollments.first { $0.id == entry.id }.map { EnrollmentName($0) } ?? EnrollmentName(id: entry.id)
        }
        if !common.json {
            for entry in result.enrollments where entry.ok {
                try session.terminal.line(Styled(session.say(.command(.refreshed(name(entry), new: entry.new)))))
            }
            if result.enrollments.isEmpty, session.terminal.output.isTerminal {
                try session.terminal.line(Styled(session.say(.command(.nothingEnrolled))))
            }
        }
        guard let failed = result.enrollments.first(where: { !$0.ok }) else { return }
        let why = failed.error.map { Voice.sentence(SafeText.line($0)) }
        throw Complaint(.serverFailed, .command(.refreshFailed(name(failed), why: why)))
    }
}
