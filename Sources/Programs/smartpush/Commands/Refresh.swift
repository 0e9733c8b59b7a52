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
        if common.json {
            try session.terminal.json(result)
        } else {
            for entry in result.enrollments where entry.ok {
                let words = session.say(.command(.refreshed(id: String(entry.id.prefix(8)), new: entry.new)))
                try session.terminal.line(Styled(words))
            }
            if result.enrollments.isEmpty, session.terminal.output.isTerminal {
                try session.terminal.line(Styled(session.say(.command(.nothingEnrolled))))
            }
        }
        guard let failed = result.enrollments.first(where: { !$0.ok }) else { return }
        let why = failed.error.map(Voice.sentence)
        throw Complaint(.serverFailed, .command(.refreshFailed(id: String(failed.id.prefix(8)), why: why)))
    }
}
