import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages
import TextLayout

struct Refresh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Ask every server now whether a sign-in waits.",
            german: "Jeden Server jetzt fragen, ob eine Anmeldung wartet."))

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session()
        let result = try await session.api.refresh()
        if common.json {
            try session.terminal.json(result)
        } else {
            for entry in result.enrollments where entry.ok {
                let new = session.say("\(entry.new) new", german: "\(entry.new) neu")
                try session.terminal.line(Styled("\(entry.id.prefix(8)): \(new)"))
            }
            if result.enrollments.isEmpty, session.terminal.output.isTerminal {
                try session.terminal.line(Styled(EnrollmentText.nothing.text(in: session.say)))
            }
        }
        guard let failed = result.enrollments.first(where: { !$0.ok }) else { return }
        let id = failed.id.prefix(8)
        let why = failed.error.map { " (\(Voice.sentence($0)))" } ?? ""
        throw Complaint(
            .serverFailed, "the pending list of \(id) could not be fetched\(why); see: smartpush enrollments",
            german: "die Liste der wartenden Anmeldungen von \(id) war nicht zu bekommen\(why); "
                + "siehe: smartpush enrollments")
    }
}
