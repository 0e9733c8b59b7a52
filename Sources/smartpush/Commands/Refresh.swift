import ArgumentParser
import LocalAPI

struct Refresh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask every server now whether a sign-in waits.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let result = try await session.api.refresh()
        if common.json {
            try session.terminal.json(result)
        } else {
            for entry in result.enrollments where entry.ok {
                try session.terminal.line(Styled("\(entry.id.prefix(8)): \(entry.new) new"))
            }
            if result.enrollments.isEmpty, session.terminal.output.isTerminal {
                try session.terminal.line("nothing is enrolled yet; enroll with: smartpush enroll FILE")
            }
        }
        guard let failed = result.enrollments.first(where: { !$0.ok }) else { return }
        let why = failed.error.map(Voice.sentence) ?? "no answer"
        throw Complaint(
            .serverFailed,
            "the pending list of \(failed.id.prefix(8)) could not be fetched (\(why)); see: smartpush enrollments")
    }
}
