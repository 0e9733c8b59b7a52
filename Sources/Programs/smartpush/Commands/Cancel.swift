import ArgumentParser
import LocalAPIClient
import LocalAPIModel
import Messages

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .spoken(.cancel))

    @Argument(help: .spoken(.signInArgument))
    var id: String?

    @Option(help: .spoken(.reasonOption, valueName: .textValue))
    var reason: String?

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        try await Session().decide(.cancel(reason: reason), on: id, options)
    }
}
