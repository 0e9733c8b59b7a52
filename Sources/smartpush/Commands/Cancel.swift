import ArgumentParser
import LocalAPI

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Call off a sign-in that you started yourself.")

    @Argument(help: "The sign-in; not needed where exactly one is open.")
    var id: String?

    @Option(help: ArgumentHelp("Why, for the server's record.", valueName: "text"))
    var reason: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.cancel(reason: reason), on: id, options)
    }
}
