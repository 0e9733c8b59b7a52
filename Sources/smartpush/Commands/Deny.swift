import ArgumentParser
import LocalAPI

struct Deny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say no to a sign-in that you did not start.")

    @Argument(help: "The sign-in; not needed where exactly one is open.")
    var id: String?

    @Option(help: ArgumentHelp("Why, for the server's record.", valueName: "text"))
    var reason: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.deny(reason: reason), on: id, options)
    }
}
