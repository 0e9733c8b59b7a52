import ArgumentParser
import LocalAPIClient
import LocalAPIModel

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Call off a sign-in that you started yourself.",
            german: "Eine Anmeldung abbrechen, die Sie selbst begonnen haben."))

    @Argument(help: .signIn)
    var id: String?

    @Option(help: .reason)
    var reason: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.cancel(reason: reason), on: id, options)
    }
}
