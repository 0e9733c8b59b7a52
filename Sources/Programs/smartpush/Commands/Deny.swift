import ArgumentParser
import LocalAPIClient
import LocalAPIModel

struct Deny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(
            "Say no to a sign-in that you did not start.",
            german: "Nein zu einer Anmeldung sagen, die Sie nicht begonnen haben."))

    @Argument(help: .signIn)
    var id: String?

    @Option(help: .reason)
    var reason: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.deny(reason: reason), on: id, options)
    }
}
